// Everything that is learned from the content. Pure and slow: seconds. What comes out is plain data, so that whoever may touch
// the disk can keep it until the content changes.
import { type AlarmLesson, learnAlarms } from './alarms/alarm-learner';
import { learnWords, type WordLesson } from './languages';
import { createLexiconReader, type Term } from './matching/lexicon';
import { learnText, type TextLesson } from './matching/text-lesson';
import { learnReplies, type ReplyLesson } from './replies/reply-learner';
import type { Content } from './schema';
import { tokenize } from './text';

export interface Lessons {
  readonly text: TextLesson;
  readonly alarms: AlarmLesson;
  readonly replies: ReplyLesson;
  readonly words: WordLesson;
}

/** The words, and what was learned from them. */
export interface Knowledge {
  readonly content: Content;
  readonly lessons: Lessons;
}

export function learn(content: Content): Lessons {
  const { lesson: text, terms } = learnText(content);
  const lexicon = createLexiconReader(content);
  // Without mending misspelt words: ours are right.
  const termsOf = (written: string): Term[] => lexicon.terms(lexicon.respell(tokenize(written)));
  const alarms = learnAlarms({
    examples: content.alarmExamples,
    // Replies to the screening talk of diseases too, and are no alarms.
    others: [...terms, ...repliesOf(content).map(termsOf)],
    termsOf,
  });
  return { text, alarms, replies: learnReplies(content), words: learnWords(content) };
}

function repliesOf({ replyExamples }: Content): string[] {
  return Object.values(replyExamples).flatMap(({ yes, no, unsure, unclear }) => [...yes, ...no, ...unsure, ...unclear]);
}
