// Runs the table of route.ts over a message: the first row that fits wins. Pure.
import { type Knowledge, LONGEST_TEXT, type Understanding } from '../knowledge';
import { createReaders } from './readers';
import { alarmIn, ROUTES, type Route, type RouteName, type Situation } from './route';

export interface Router {
  route(text: string, situation: Situation): Route;
  /** Whether the message tells of an alarm sign now. */
  isUrgent(text: string): boolean;
}

/** Compiles the content once; the router it returns is pure. */
export function createRouter(knowledge: Knowledge): Router {
  const readers = createReaders(knowledge);
  return {
    isUrgent: (text) => alarmIn(text, readers.alarms.find) !== undefined,
    route(text, situation) {
      let understood: Understanding | undefined;
      const understanding = (): Understanding => {
        understood ??= readers.matcher.understand(text, situation.lastTopics);
        return understood;
      };
      // What is too long to read is not half-read: the patient is told so. A cry for help in it is heard all the same.
      const readable =
        text.length <= LONGEST_TEXT ? ROUTES : ROUTES.filter((row) => FOR_LONG_TEXTS.includes(row.route));
      for (const { route, when } of readable) {
        const decision = when({ text, situation, readers, understanding });
        if (decision) return { route, ...decision, ...(understood ? { understanding: understood } : {}) } as Route;
      }
      throw new Error('The last row of the router must fit everything.');
    },
  };
}

/** The rows that still serve a text that is too long to read whole. */
const FOR_LONG_TEXTS: readonly RouteName[] = ['urgent', 'language', 'stale-button', 'edited', 'repair', 'off-topic'];
