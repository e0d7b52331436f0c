// A linear classifier (multinomial logistic regression), learned from the phrasings when the content is loaded.
// Deterministic: the same phrasings in the same order give the same weights.
import type { Vector } from './features';

export interface Classifier {
  /** How much speaks for each class, on a scale on which differences are logarithms of odds. */
  scores(vector: Vector): Float64Array;
  /** What one feature, by its place in the vector, adds to a class. */
  share(vector: Vector, at: number, label: number): number;
}

export interface TrainingSet {
  readonly vectors: readonly Vector[];
  /** The class of each vector. */
  readonly labels: readonly number[];
  readonly classes: number;
  readonly features: number;
}

/** Found by cross-validation over the phrasings; more rounds or larger steps learn the phrasings by heart. */
const ROUNDS = 3;
const SCALE = 10;
const FIRST_STEP = 0.5;
const LAST_STEP = 0.15;
/** A class that is this improbable is left alone in a step, which saves most of the work. */
const NEGLIGIBLE = 0.002;

export function trainClassifier({ vectors, labels, classes, features }: TrainingSet): Classifier {
  const weights = new Float32Array(features * classes);
  const scores = (vector: Vector): Float64Array => {
    const sums = new Float64Array(classes);
    for (let at = 0; at < vector.ids.length; at++) {
      const from = (vector.ids[at] as number) * classes;
      const value = (vector.weights[at] as number) * SCALE;
      for (let label = 0; label < classes; label++)
        sums[label] = (sums[label] as number) + (weights[from + label] as number) * value;
    }
    return sums;
  };

  const order = [...vectors.keys()];
  const random = sequence();
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random);
    const step = FIRST_STEP + ((LAST_STEP - FIRST_STEP) * round) / Math.max(1, ROUNDS - 1);
    for (const example of order) {
      const vector = vectors[example] as Vector;
      const errors = softmax(scores(vector));
      const right = labels[example] as number;
      errors[right] = (errors[right] as number) - 1;
      const wrong: number[] = [];
      for (let label = 0; label < classes; label++)
        if (Math.abs(errors[label] as number) > NEGLIGIBLE) wrong.push(label);
      for (let at = 0; at < vector.ids.length; at++) {
        const from = (vector.ids[at] as number) * classes;
        const value = (vector.weights[at] as number) * step;
        for (const label of wrong)
          weights[from + label] = (weights[from + label] as number) - value * (errors[label] as number);
      }
    }
  }
  return {
    scores,
    share: (vector, at, label) =>
      (weights[(vector.ids[at] ?? 0) * classes + label] ?? 0) * (vector.weights[at] ?? 0) * SCALE,
  };
}

/** Scores -> probabilities. */
export function softmax(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  const result = scores.map((score) => {
    const power = Math.exp(score - highest);
    sum += power;
    return power;
  });
  return result.map((power) => power / sum);
}

/** A fixed sequence of numbers from 0 to 1 that looks like chance: learning in file order would favour the last file. */
function sequence(): () => number {
  let state = 12345;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

function shuffle(items: number[], random: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [items[last], items[other]] = [items[other] as number, items[last] as number];
  }
}
