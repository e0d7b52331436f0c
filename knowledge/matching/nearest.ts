// How like a text is to the nearest phrasing of each class: the cosine of their vectors, by an index from feature to phrasings.
import type { Vector } from './features';

export interface Nearest {
  /** For each class, the likeness of its nearest phrasing, from 0 to 1. */
  likeness(vector: Vector): Float64Array;
}

export interface PhrasingSet {
  readonly vectors: readonly Vector[];
  readonly labels: readonly number[];
  readonly classes: number;
  readonly features: number;
}

export function createNearest({ vectors, labels, classes, features }: PhrasingSet): Nearest {
  const counts = new Uint32Array(features + 1);
  for (const { ids } of vectors) for (const id of ids) counts[id + 1] = (counts[id + 1] as number) + 1;
  for (let id = 0; id < features; id++) counts[id + 1] = (counts[id + 1] as number) + (counts[id] as number);
  const next = counts.slice();
  const phrasings = new Uint32Array(counts[features] as number);
  const weights = new Float32Array(phrasings.length);
  vectors.forEach((vector, phrasing) => {
    vector.ids.forEach((id, at) => {
      const place = next[id] as number;
      phrasings[place] = phrasing;
      weights[place] = vector.weights[at] as number;
      next[id] = place + 1;
    });
  });

  const sums = new Float64Array(vectors.length);
  return {
    likeness(vector) {
      sums.fill(0);
      vector.ids.forEach((id, at) => {
        const value = vector.weights[at] as number;
        for (let place = counts[id] as number; place < (counts[id + 1] as number); place++) {
          const phrasing = phrasings[place] as number;
          sums[phrasing] = (sums[phrasing] as number) + value * (weights[place] as number);
        }
      });
      const best = new Float64Array(classes);
      for (let phrasing = 0; phrasing < sums.length; phrasing++) {
        const label = labels[phrasing] as number;
        if ((sums[phrasing] as number) > (best[label] as number)) best[label] = sums[phrasing] as number;
      }
      return best;
    },
  };
}
