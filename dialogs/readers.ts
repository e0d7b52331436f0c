// All that reads a message, compiled once from the content; the rows of the router ask these.
import {
  type Content,
  createAlarmDetector,
  createCommandReader,
  createMatcher,
  createReplyReader,
  createTextReader,
} from '../knowledge';
import { createOpenQuestionReader } from './open-question';

export type Readers = ReturnType<typeof createReaders>;

export function createReaders(content: Content) {
  const commands = createCommandReader(content);
  const text = createTextReader(content);
  return {
    alarms: createAlarmDetector(content, text),
    commands,
    matcher: createMatcher(content, text),
    /** The entries that tell more about a screening question. */
    screeningTopics: new Set(content.screening.questions.map(({ topic }) => topic)),
    openQuestion: createOpenQuestionReader(content, commands, createReplyReader(content)),
  };
}
