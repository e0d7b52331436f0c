// Learns alarm signs from examples, for what the lists do not say: whether a message is an alarm at all, told apart from
// messages that sound like one and from everything else that patients write; and if so, which sign it tells of.
import { type Classifier, trainClassifier } from '../learning/classifier';
import { createSpace } from '../matching/features';
import type { Term } from '../matching/lexicon';
import type { AlarmExamples } from '../schema';

/** How probably a message tells of an alarm now, from 0 to 1; the sign that it would be; and the words that speak most for it. */
export interface AlarmGuess {
  readonly probability: number;
  readonly sign: string;
  readonly words: readonly string[];
}

export type AlarmGuesser = (terms: readonly Term[]) => AlarmGuess;

export interface AlarmLessons {
  readonly examples: AlarmExamples;
  /** Texts of other kinds, none of which is an alarm. */
  readonly others: readonly (readonly Term[])[];
  readonly termsOf: (text: string) => readonly Term[];
}

const TELLING = { rounds: 3, fromCounts: false, sharpness: 1 };
const NAMING = { rounds: 1, fromCounts: true, sharpness: 1 };
/** A pair with one word between says more of an alarm than of a topic: "cant … breathe". */
const SPACE = { pairTexts: 2, skips: true, constant: true };
const ALARM = 1;
const MOST_WORDS = 4;

export function createAlarmGuesser({ examples, others, termsOf }: AlarmLessons): AlarmGuesser {
  const told = Object.entries(examples.signs).flatMap(([sign, texts]) =>
    texts.map((text) => ({ sign, terms: termsOf(text) })),
  );
  const harmless = [...examples.none.map(termsOf), ...others];
  const space = createSpace([...told.map(({ terms }) => terms), ...harmless], SPACE);
  const learn = (labels: readonly number[], classes: number, training: typeof TELLING): Classifier =>
    trainClassifier(
      { vectors: space.vectors.slice(0, labels.length), labels, classes, features: space.size },
      training,
    );
  const signs = Object.keys(examples.signs);
  const telling = learn([...told.map(() => ALARM), ...harmless.map(() => 0)], 2, TELLING);
  const naming = learn(
    told.map(({ sign }) => signs.indexOf(sign)),
    signs.length,
    NAMING,
  );

  return (terms) => {
    const vector = space.vectorOf(terms);
    const shares = vector.written.map((words, at) => ({ words, share: telling.share(vector, at, ALARM) }));
    return {
      probability: telling.probabilities(vector)[ALARM] ?? 0,
      sign: signs[largest(naming.probabilities(vector))] ?? '',
      words: [...new Set(shares.sort((a, b) => b.share - a.share).map(({ words }) => words))].slice(0, MOST_WORDS),
    };
  };
}

function largest(values: Float64Array): number {
  return values.reduce((best, value, at) => (value > (values[best] ?? 0) ? at : best), 0);
}
