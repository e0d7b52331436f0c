// A linear classifier at work: what was learned (training.ts) gives a text's probability of each class. Pure.
import type { Vector } from './space';

/** What was learned, as plain data that can be kept: a weight for each feature and class, row by row. */
export interface Weights {
  readonly classes: number;
  /** Few rounds of learning leave the scores close together: by this they are spread before they become probabilities. */
  readonly sharpness: number;
  readonly values: Float32Array;
}

export interface Classifier {
  /** The probability of each class. */
  probabilities(vector: Vector): Float64Array;
  /** What one feature, by its place in the vector, adds to a class. */
  share(vector: Vector, at: number, label: number): number;
}

/** Found by trying (docs/decisions/0005); larger steps learn the examples by heart. */
const SCALE = 10;
const FAR_BEHIND = 12;

export function createClassifier({ classes, sharpness, values }: Weights): Classifier {
  return {
    probabilities(vector) {
      const scores = addScores(values, new Float64Array(classes), vector);
      for (let label = 0; label < classes; label++) scores[label] = (scores[label] as number) * sharpness;
      return toProbabilities(scores, FAR_BEHIND);
    },
    share: (vector, at, label) =>
      (values[(vector.ids[at] ?? 0) * classes + label] ?? 0) * (vector.weights[at] ?? 0) * SCALE,
  };
}

/** Adds a text's score for each class to `sums`. */
export function addScores(weights: Float32Array, sums: Float64Array, { ids, weights: values }: Vector): Float64Array {
  const classes = sums.length;
  // Three features in one go: most of the time would go into fetching and storing the sums.
  let at = 0;
  for (; at + 2 < ids.length; at += 3) {
    const one = (ids[at] as number) * classes;
    const two = (ids[at + 1] as number) * classes;
    const three = (ids[at + 2] as number) * classes;
    const oneValue = (values[at] as number) * SCALE;
    const twoValue = (values[at + 1] as number) * SCALE;
    const threeValue = (values[at + 2] as number) * SCALE;
    for (let label = 0; label < classes; label++)
      sums[label] =
        (sums[label] as number) +
        (weights[one + label] as number) * oneValue +
        (weights[two + label] as number) * twoValue +
        (weights[three + label] as number) * threeValue;
  }
  for (; at < ids.length; at++) {
    const from = (ids[at] as number) * classes;
    const value = (values[at] as number) * SCALE;
    for (let label = 0; label < classes; label++)
      sums[label] = (sums[label] as number) + (weights[from + label] as number) * value;
  }
  return sums;
}

/** Scores -> probabilities, in place. What is far behind the best counts as nothing. */
export function toProbabilities(scores: Float64Array, farBehind: number): Float64Array {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) if ((scores[at] as number) > highest) highest = scores[at] as number;
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    const behind = (scores[at] as number) - highest;
    const power = behind < -farBehind ? 0 : Math.exp(behind);
    scores[at] = power;
    sum += power;
  }
  for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] as number) / sum;
  return scores;
}
