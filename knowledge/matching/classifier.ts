// A linear classifier (multinomial logistic regression), learned from the phrasings when the content is loaded.
// Deterministic: the same phrasings in the same order give the same weights.
import type { Vector } from './features';

export interface Classifier {
  /** The probability of each class. */
  probabilities(vector: Vector): Float64Array;
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
const ROUNDS = 2;
const SCALE = 10;
const FIRST_STEP = 0.6;
const LAST_STEP = 0.02;
/** A class that is this improbable is left alone in a step, which saves most of the work. */
const NEGLIGIBLE = 0.005;
const FAR_BEHIND = 12;
/** Few rounds leave the scores close together; they are spread before they become probabilities. */
const SHARPNESS = 1.5;

export function trainClassifier({ vectors, labels, classes, features }: TrainingSet): Classifier {
  const weights = new Float64Array(features * classes);
  const addScores = (sums: Float64Array, { ids, weights: values }: Vector): Float64Array => {
    for (let at = 0; at < ids.length; at++) {
      const from = (ids[at] as number) * classes;
      const value = (values[at] as number) * SCALE;
      for (let label = 0; label < classes; label++)
        sums[label] = (sums[label] as number) + (weights[from + label] as number) * value;
    }
    return sums;
  };

  const order = [...vectors.keys()];
  const random = sequence();
  const errors = new Float64Array(classes);
  const wrong = new Uint32Array(classes);
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(order, random);
    for (const [place, example] of order.entries()) {
      const step = FIRST_STEP + ((LAST_STEP - FIRST_STEP) * (round + place / order.length)) / ROUNDS;
      const vector = vectors[example] as Vector;
      errors.fill(0);
      toProbabilities(addScores(errors, vector));
      const right = labels[example] as number;
      errors[right] = (errors[right] as number) - 1;
      let count = 0;
      for (let label = 0; label < classes; label++)
        if (Math.abs(errors[label] as number) > NEGLIGIBLE) wrong[count++] = label;
      for (let at = 0; at < vector.ids.length; at++) {
        const from = (vector.ids[at] as number) * classes;
        const value = (vector.weights[at] as number) * step;
        for (let index = 0; index < count; index++) {
          const label = wrong[index] as number;
          weights[from + label] = (weights[from + label] as number) - value * (errors[label] as number);
        }
      }
    }
  }
  return {
    probabilities: (vector) =>
      toProbabilities(addScores(new Float64Array(classes), vector).map((score) => score * SHARPNESS)),
    share: (vector, at, label) =>
      (weights[(vector.ids[at] ?? 0) * classes + label] ?? 0) * (vector.weights[at] ?? 0) * SCALE,
  };
}

/** Scores -> probabilities, in place. What is far behind the best counts as nothing. */
function toProbabilities(scores: Float64Array): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) if ((scores[at] as number) > highest) highest = scores[at] as number;
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    const behind = (scores[at] as number) - highest;
    const power = behind < -FAR_BEHIND ? 0 : Math.exp(behind);
    scores[at] = power;
    sum += power;
  }
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] as number) / sum;
  return scores;
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
