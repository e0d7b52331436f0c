// How sure to be that the best entry answers a text: a probability from signals that do not trust the classifier alone.
// The weights are a logistic regression on phrasings that were left out of learning (bench/fit-certainty.ts prints them).
import type { Label, TextReading } from './reading';

export interface Certainty {
  /** The entries, the most probable first. */
  readonly ranked: readonly number[];
  /** Probability that the first of them is a right answer. */
  readonly sure: number;
  /** The most probable label of all kinds; off-topic counts less. */
  readonly first: number;
  /** The probability of each kind of label as a whole: two alike subjects share what is surely a subject. */
  readonly kinds: Readonly<Record<Label['kind'], number>>;
}

const WEIGHTS = {
  constant: -6.64,
  best: 0.2,
  margin: 0.24,
  others: -0.16,
  known: 2.24,
  like: 2.4,
  words: 1.16,
};

/** The phrasings that the weights were fitted on are no longer than this; a long story is no surer for being long. */
const LONGEST_FITTED = 15;

/** To be off topic a message must be so more surely than it is about anything else. */
const OFF_TOPIC = 0.5;

/** What a reading says for its best entry and against it. */
export function signalsOf({ probabilities, likenessTo, known, terms }: TextReading, labels: readonly Label[]) {
  const ranked: number[] = [];
  const kinds: Record<Label['kind'], number> = { entry: 0, subject: 0, intent: 0, 'off-topic': 0 };
  let first = 0;
  let highest = 0;
  labels.forEach(({ kind }, at) => {
    const probability = probabilities[at] ?? 0;
    const weight = kind === 'off-topic' ? probability * OFF_TOPIC : probability;
    if (weight > highest) {
      first = at;
      highest = weight;
    }
    kinds[kind] += probability;
    if (kind === 'entry') ranked.push(at);
  });
  ranked.sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  const best = logarithm(probabilities[ranked[0] ?? 0]);
  const margin = best - logarithm(probabilities[ranked[1] ?? 0]);
  const signals = {
    best,
    margin,
    others: logarithm(kinds.subject + kinds.intent + kinds['off-topic']),
    known,
    like: likenessTo(ranked[0] ?? 0),
    words: Math.log1p(Math.min(terms.length, LONGEST_FITTED)),
  };
  return { ranked, first, kinds, signals };
}

export function certaintyOf(reading: TextReading, labels: readonly Label[]): Certainty {
  const { ranked, first, kinds, signals } = signalsOf(reading, labels);
  let sum = WEIGHTS.constant;
  for (const [name, value] of Object.entries(signals)) sum += WEIGHTS[name as keyof typeof signals] * value;
  const understood = reading.vector.ids.length > 0;
  return {
    ranked,
    sure: understood ? 1 / (1 + Math.exp(-sum)) : 0,
    first,
    kinds,
  };
}

/** Probabilities near nothing differ only by chance. */
function logarithm(probability = 0): number {
  return Math.log(Math.max(probability, 1e-4));
}
