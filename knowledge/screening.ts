// Which question comes next, and what a reply to it means. Pure; a reply that is not clearly an answer is "unclear".
import type { Knowledge } from './learn';
import { type AgeReading, createAgeReader } from './replies/age-reply';
import { createYesNoReader, type YesNoReading } from './replies/yes-no-reply';
import { choiceOf, isEnded } from './rules';
import type { Answer, Answers, Content, Question } from './schema';

/** What a reply was read as. A yes/no question: yes, no, unsure, unclear; the age: years, under-22, 22-or-over, unclear. */
export type Reading = YesNoReading | AgeReading;

/** A calendar day; months from 1 to 12. The clock stays outside: whoever asks brings today's date along. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export interface ReplyReader {
  /** Reads the reply to one question. `today` decides ages from birthdays. */
  readReply(question: Question, text: string, today: Day): Reading;
  /** True where a reply declines to tell the age; yes/no questions read that as "unsure". */
  isSkipped(text: string): boolean;
}

/** Compiles the reply lists once. */
export function createReplyReader(knowledge: Knowledge): ReplyReader {
  const age = createAgeReader(knowledge.content.screening);
  const yesNo = createYesNoReader(knowledge);
  return {
    readReply(question, text, today) {
      if (question.kind === 'age') return age.read(text, today);
      return yesNo(question, text);
    },
    isSkipped: age.isSkipped,
  };
}

/** The first question that has no answer yet; undefined once all are answered or an answer has ended the screening. */
export function nextQuestion(
  { screening, rules }: Pick<Content, 'screening' | 'rules'>,
  answers: Answers,
): Question | undefined {
  if (isEnded(rules, answers)) return undefined;
  return screening.questions.find((question) => !Object.hasOwn(answers, question.id));
}

/** The questions that were answered, in the order in which they are asked. */
export function answeredQuestions(
  { screening }: Pick<Content, 'screening'>,
  answers: Answers,
): readonly (readonly [Question, Answer])[] {
  return screening.questions.flatMap((question) => {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    return answer === undefined ? [] : [[question, answer] as const];
  });
}

/** True where a reading clears the patient although the labelled reply does not: the one mistake that must never happen. */
export function isFalseClearance(got: Reading, expected: string | number): boolean {
  const clears = (reading: string | number): boolean => reading === 'no' || choiceOf(reading) === '22-or-over';
  return clears(got) && !clears(expected);
}
