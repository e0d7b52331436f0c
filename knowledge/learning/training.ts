// Learns the weights of a linear classifier (multinomial logistic regression) from examples. It may start from counts, how
// much oftener a class has a feature than all have it, which a pass or two over the examples mend.
// Deterministic: the same examples in the same order give the same weights.
import { addScores, toProbabilities, type Weights } from './classifier';
import type { Vector } from './space';

export interface TrainingSet {
  readonly vectors: readonly Vector[];
  /** The class of each vector. */
  readonly labels: readonly number[];
  readonly classes: number;
  readonly features: number;
}

export interface Training {
  /** How often the examples are gone through; more rounds learn them by heart. */
  readonly rounds: number;
  /** False: starts from nothing rather than from counts, which say little of a class that is all the rest. */
  readonly fromCounts: boolean;
  /** Passed on to the weights. */
  readonly sharpness: number;
  /**
   * How often all of it is learned, each time in another order; the weights are the mean. In one order alone an example more
   * or less moves what was learned of others by chance.
   */
  readonly orders?: number;
}

/** How much the counts weigh at the start, and what is added to each, as a feature seen once may be chance. */
const START = 0.2;
const SMOOTHING = 0.1;
/** Found by trying (docs/decisions/0005); larger steps learn the examples by heart. */
const FIRST_STEP = 0.6;
const LAST_STEP = 0.02;
/** A class that is this improbable is left alone in a step, which saves most of the work. */
const NEGLIGIBLE = 0.005;
/** Less than this makes no error that is not negligible. */
const FAR_BEHIND_IN_LEARNING = 6;

export function learnWeights(set: TrainingSet, training: Training): Weights {
  const { orders = 1, sharpness } = training;
  const random = sequence();
  const values = learnInOrder(set, training, random);
  for (let order = 1; order < orders; order++)
    learnInOrder(set, training, random).forEach((weight, at) => {
      values[at] = (values[at] as number) + weight;
    });
  if (orders > 1) for (let at = 0; at < values.length; at++) values[at] = (values[at] as number) / orders;
  return { classes: set.classes, sharpness, values };
}

function learnInOrder(
  { vectors, labels, classes, features }: TrainingSet,
  { rounds, fromCounts }: Training,
  random: () => number,
): Float32Array {
  const weights = fromCounts
    ? countWeights({ vectors, labels, classes, features })
    : new Float32Array(features * classes);
  const order = [...vectors.keys()];
  const errors = new Float64Array(classes);
  const wrong = new Uint32Array(classes);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    for (let place = 0; place < order.length; place++) {
      const example = order[place] as number;
      const vector = vectors[example] as Vector;
      const { ids, weights: values } = vector;
      errors.fill(0);
      addScores(weights, errors, vector);
      toProbabilities(errors, FAR_BEHIND_IN_LEARNING);
      const right = labels[example] as number;
      errors[right] = (errors[right] as number) - 1;
      let count = 0;
      for (let label = 0; label < classes; label++) {
        const error = errors[label] as number;
        if (error > NEGLIGIBLE || error < -NEGLIGIBLE) wrong[count++] = label;
      }
      const step = FIRST_STEP + ((LAST_STEP - FIRST_STEP) * (round + place / order.length)) / rounds;
      for (let at = 0; at < ids.length; at++) {
        const from = (ids[at] as number) * classes;
        const value = (values[at] as number) * step;
        for (let index = 0; index < count; index++) {
          const label = wrong[index] as number;
          weights[from + label] = (weights[from + label] as number) - value * (errors[label] as number);
        }
      }
    }
  }
  return weights;
}

/** The logarithm of how much oftener than all examples those of a class have a feature; 0 where they have it less often. */
function countWeights({ vectors, labels, classes, features }: TrainingSet): Float32Array {
  const counts = new Float32Array(features * classes);
  const all = new Float64Array(features);
  const examples = new Float64Array(classes);
  vectors.forEach(({ ids }, at) => {
    const label = labels[at] as number;
    examples[label] = (examples[label] as number) + 1;
    for (const id of ids) {
      const place = id * classes + label;
      counts[place] = (counts[place] as number) + 1;
      all[id] = (all[id] as number) + 1;
    }
  });
  for (let id = 0; id < features; id++) {
    const usual = ((all[id] as number) + 1) / vectors.length;
    for (let label = 0; label < classes; label++) {
      const count = counts[id * classes + label] as number;
      if (count === 0) continue;
      const share = (count + SMOOTHING) / (examples[label] as number);
      counts[id * classes + label] = START * Math.max(0, Math.log(share / usual));
    }
  }
  return counts;
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
