// Learns alarm signs from examples, for what the lists do not say: whether a message is an alarm at all, told apart from
// messages that sound like one and from everything else that patients write; and if so, which sign it tells of.
import { createClassifier, type Weights } from '../learning/classifier';
import { learnWeights, type Training } from '../learning/training';
import { createTermSpace, type SpannedTerms, spanTerms } from '../matching/features';
import type { Term } from '../matching/lexicon';
import type { AlarmExamples } from '../schema';

/** How probably a message tells of an alarm now, from 0 to 1; the sign that it would be; and the words that speak most for it. */
export interface AlarmGuess {
  readonly probability: number;
  readonly sign: string;
  readonly words: readonly string[];
}

export type AlarmGuesser = (terms: readonly Term[]) => AlarmGuess;

/** What was learned, as plain data that can be kept. */
export interface AlarmLesson {
  readonly space: SpannedTerms;
  /** Alarm or none. */
  readonly telling: Weights;
  /** Which of `signs` it is. */
  readonly naming: Weights;
  readonly signs: readonly string[];
}

export interface AlarmTexts {
  readonly examples: AlarmExamples;
  /** Texts of other kinds, none of which is an alarm. */
  readonly others: readonly (readonly Term[])[];
  readonly termsOf: (text: string) => readonly Term[];
}

const TELLING = { rounds: 3, fromCounts: false, sharpness: 1, orders: 5 };
const NAMING = { rounds: 1, fromCounts: true, sharpness: 1 };
/** A pair with one word between says more of an alarm than of a topic: "cant … breathe". */
const SPACE = { pairTexts: 2, skips: true, constant: true };
const ALARM = 1;
const MOST_WORDS = 4;

export function learnAlarms({ examples, others, termsOf }: AlarmTexts): AlarmLesson {
  const told = Object.entries(framed(examples).signs).flatMap(([sign, texts]) =>
    texts.map((text) => ({ sign, terms: termsOf(text) })),
  );
  const harmless = [...examples.none.map(termsOf), ...others];
  const { space, vectors } = spanTerms([...told.map(({ terms }) => terms), ...harmless], SPACE);
  const learn = (labels: readonly number[], classes: number, training: Training): Weights =>
    learnWeights(
      { vectors: vectors.slice(0, labels.length), labels, classes, features: space.weights.length },
      training,
    );
  const signs = Object.keys(examples.signs);
  const names = told.map(({ sign }) => signs.indexOf(sign));
  return {
    space,
    telling: learn([...told.map(() => ALARM), ...harmless.map(() => 0)], 2, TELLING),
    naming: learn(names, signs.length, NAMING),
    signs,
  };
}

/** Every second example once more, inside of what patients put around it. */
function framed({ frames, signs, none }: AlarmExamples): AlarmExamples {
  const frame = (text: string, at: number): string[] =>
    at % 2 === 0 && frames.length > 0 ? [(frames[(at / 2) % frames.length] ?? '').replace('{message}', text)] : [];
  const withFrames = Object.entries(signs).map(([sign, texts]) => [sign, [...texts, ...texts.flatMap(frame)]]);
  return { frames, signs: Object.fromEntries(withFrames), none };
}

export function createAlarmGuesser(lesson: AlarmLesson): AlarmGuesser {
  const space = createTermSpace(lesson.space);
  const telling = createClassifier(lesson.telling);
  const naming = createClassifier(lesson.naming);
  return (terms) => {
    const vector = space.vectorOf(terms);
    const shares = vector.written.map((words, at) => ({ words, share: telling.share(vector, at, ALARM) }));
    return {
      probability: telling.probabilities(vector)[ALARM] ?? 0,
      sign: lesson.signs[largest(naming.probabilities(vector))] ?? '',
      words: [...new Set(shares.sort((a, b) => b.share - a.share).map(({ words }) => words))].slice(0, MOST_WORDS),
    };
  };
}

function largest(values: Float64Array): number {
  return values.reduce((best, value, at) => (value > (values[best] ?? 0) ? at : best), 0);
}
