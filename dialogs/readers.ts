// All that reads a message, compiled once from the content and what was learned from it; the rows of the router ask these.
import {
  createAlarmDetector,
  createCommandReader,
  createMatcher,
  createReplyReader,
  createTextReader,
  type Knowledge,
} from '../knowledge';
import { createOpenQuestionReader } from './open-question';

export type Readers = ReturnType<typeof createReaders>;

export function createReaders(knowledge: Knowledge) {
  const { content, lessons } = knowledge;
  const commands = createCommandReader(content);
  const text = createTextReader(content, lessons.text);
  return {
    alarms: createAlarmDetector(knowledge, text),
    commands,
    matcher: createMatcher(content, text),
    /** The entries that tell more about a screening question. */
    screeningTopics: new Set(content.screening.questions.map(({ topic }) => topic)),
    openQuestion: createOpenQuestionReader(content, commands, createReplyReader(knowledge)),
  };
}
