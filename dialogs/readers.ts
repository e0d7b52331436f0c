// All that reads a message, compiled once from the content; the rows of the router ask these.
import { type Content, createAlarmDetector, createCommandReader, createMatcher, createReplyReader } from '../knowledge';
import { createOpenQuestionReader } from './open-question';

export type Readers = ReturnType<typeof createReaders>;

export function createReaders(content: Content) {
  const commands = createCommandReader(content);
  return {
    alarms: createAlarmDetector(content),
    commands,
    matcher: createMatcher(content),
    /** The entries that tell more about a screening question. */
    screeningTopics: new Set(content.screening.questions.map(({ topic }) => topic)),
    openQuestion: createOpenQuestionReader(content, commands, createReplyReader(content)),
  };
}
