// Learns from example replies what a reply to a yes/no question says, for what the closed lists do not know. Whatever else
// patients write is learned as "unclear", so that a question in the middle of the screening is taken for no answer.
import { createClassifier, type Weights } from '../learning/classifier';
import { createSpace, type SpannedSpace, spanSpace } from '../learning/space';
import { learnWeights } from '../learning/training';
import type { Content, Question, Screening } from '../schema';
import { createReplyFeatures } from './reply-features';
import { createNameMender } from './reply-spelling';

export const READINGS = ['yes', 'no', 'unsure', 'unclear'] as const;
export type YesNoReading = (typeof READINGS)[number];

/**
 * The probability of each reading, and the share of the reply's words that examples of the question have, or of several
 * others: "only a multivitamin" says nothing of scars. All from 0 to 1.
 */
export type ReplyGuess = Readonly<Record<YesNoReading | 'known', number>>;

/** Tells how a reply to the question most probably reads. */
export type ReplyGuesser = (question: Question, text: string) => ReplyGuess;

/** Numbers, punctuation and single letters are no words that one could know. */
const SAYS_NOTHING = /^(?:=number|.)$/u;
/** A word that so many questions' examples have is a word of replies in general. */
const COMMON = 4;
const UNCLEAR = READINGS.indexOf('unclear');
/** So many other texts share one place among the examples: all of them would outweigh the replies. */
const ONE_OF_OTHERS = 8;
/** What these examples say may well be a reply: "no", "sure", "no thanks". */
const REPLY_LIKE: readonly string[] = ['acknowledgement', 'thanks', 'screening'];

const TRAINING = { rounds: 6, fromCounts: true, sharpness: 1 };
/** Replies are few and short: what two of them share is no chance. */
const PHRASE_EXAMPLES = 2;

export type ReplyTexts = Pick<Content, 'locale' | 'screening' | 'replyExamples' | 'entries' | 'subjects' | 'commands'>;

/** What was learned, as plain data that can be kept. */
export interface ReplyLesson {
  readonly space: SpannedSpace;
  readonly weights: Weights;
}

export function learnReplies(content: ReplyTexts): ReplyLesson {
  const { screening, replyExamples } = content;
  const featuresOf = createReplyFeatures(content, createNameMender(screening));
  const asked = yesNoQuestions(screening);
  const replies = asked.flatMap((question, place) => {
    const examples = READINGS.flatMap((reading, label) =>
      (replyExamples[question.id]?.[reading] ?? []).map((text) => ({ label, text })),
    );
    const others = otherTexts(content, question).filter(
      (text) => numberOf(text) % (asked.length * ONE_OF_OTHERS) === place,
    );
    return [...examples, ...others.map((text) => ({ label: UNCLEAR, text }))].map(({ label, text }) => ({
      label,
      features: featuresOf(question, text),
    }));
  });
  const features = replies.map((reply) => reply.features);
  const spanned = spanSpace(features, PHRASE_EXAMPLES);
  const set = {
    vectors: features.map(createSpace(spanned).vectorOf),
    labels: replies.map(({ label }) => label),
    classes: READINGS.length,
    features: spanned.names.length,
  };
  return { space: spanned, weights: learnWeights(set, TRAINING) };
}

export function createReplyGuesser(
  content: Pick<Content, 'screening' | 'locale'>,
  lesson: ReplyLesson,
  mend: (normalized: string) => string,
): ReplyGuesser {
  const featuresOf = createReplyFeatures(content, mend);
  const asked = yesNoQuestions(content.screening);
  const space = createSpace(lesson.space);
  const classifier = createClassifier(lesson.weights);
  const saysFor = ({ id }: Question, word: string): boolean => space.has(`${id}:${word}`);
  const isKnown = (question: Question, word: string): boolean =>
    saysFor(question, word) || asked.filter((other) => saysFor(other, word)).length >= COMMON;
  return (question, text) => {
    const features = featuresOf(question, text);
    const [yes = 0, no = 0, unsure = 0, unclear = 0] = classifier.probabilities(space.vectorOf(features));
    const words = features.filter(({ name, weight }) => weight === 1 && !SAYS_NOTHING.test(name));
    const known = words.filter(({ name }) => isKnown(question, name)).length / Math.max(1, words.length);
    return { yes, no, unsure, unclear, known };
  };
}

function yesNoQuestions({ questions }: Screening): Question[] {
  return questions.filter(({ kind }) => kind === 'yes-no');
}

/** Questions and small talk that say nothing of what a screening question asks. */
function otherTexts({ entries, subjects, commands }: ReplyTexts, { topic }: Question): string[] {
  return [
    ...entries.filter(({ id }) => id !== topic),
    ...subjects,
    ...commands.intents.filter(({ id }) => !REPLY_LIKE.includes(id)),
    { alsoAsked: commands.offTopic },
  ].flatMap(({ alsoAsked }) => alsoAsked);
}

/** A number that a text always has, so that a phrasing more or less moves no other one. */
function numberOf(text: string): number {
  let hash = 7;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) >>> 0;
  return hash;
}
