// The vectors of all phrasings, label by label: how like a text is to the nearest phrasing of a label (the cosine of their
// vectors), and which features a label's phrasings have. Asked of few labels, so nothing is worked out before it is asked.
import type { Vector } from '../learning/space';

/** Plain data that can be kept: the vectors of the phrasings in one row, those of a label together. */
export interface SortedPhrasings {
  /** Where the phrasings of each label end in `ends`. */
  readonly labels: Uint32Array;
  /** Where the features of each phrasing end in `ids` and `weights`. */
  readonly ends: Uint32Array;
  readonly ids: Uint32Array;
  readonly weights: Float32Array;
  /** How many features the space has. */
  readonly features: number;
}

export interface PhrasingSet {
  readonly vectors: readonly Vector[];
  /** The label of each vector. */
  readonly labels: readonly number[];
  readonly classes: number;
  readonly features: number;
}

export interface Phrasings {
  /** Likeness to the nearest phrasing of a label, from 0 to 1. */
  likenessOf(vector: Vector): (label: number) => number;
  /** The features that the phrasings of a label have. */
  featuresOf(label: number): ReadonlySet<number>;
}

export function sortPhrasings({ vectors, labels, classes, features }: PhrasingSet): SortedPhrasings {
  const byLabel = Array.from({ length: classes }, (): Vector[] => []);
  vectors.forEach((vector, at) => {
    byLabel[labels[at] as number]?.push(vector);
  });
  const sorted = byLabel.flat();
  let phrasing = 0;
  let place = 0;
  return {
    labels: Uint32Array.from(byLabel, (of) => {
      phrasing += of.length;
      return phrasing;
    }),
    ends: Uint32Array.from(sorted, ({ ids }) => {
      place += ids.length;
      return place;
    }),
    ids: Uint32Array.from(sorted.flatMap(({ ids }) => ids)),
    weights: Float32Array.from(sorted.flatMap(({ weights }) => weights)),
    features,
  };
}

export function createPhrasings({ labels, ends, ids, weights, features }: SortedPhrasings): Phrasings {
  // The text at hand, spread over all features; zero but while a likeness is worked out.
  const spread = new Float64Array(features);
  const nearest = (label: number): number => {
    let best = 0;
    for (let phrasing = labels[label - 1] ?? 0; phrasing < (labels[label] as number); phrasing++) {
      let sum = 0;
      for (let place = ends[phrasing - 1] ?? 0; place < (ends[phrasing] as number); place++)
        sum += (spread[ids[place] as number] as number) * (weights[place] as number);
      if (sum > best) best = sum;
    }
    return best;
  };
  const known = new Map<number, ReadonlySet<number>>();

  return {
    likenessOf(vector) {
      const found = new Map<number, number>();
      return (label) => {
        let likeness = found.get(label);
        if (likeness !== undefined) return likeness;
        vector.ids.forEach((id, at) => {
          spread[id] = vector.weights[at] as number;
        });
        likeness = nearest(label);
        for (const id of vector.ids) spread[id] = 0;
        found.set(label, likeness);
        return likeness;
      };
    },
    featuresOf(label) {
      const first = ends[(labels[label - 1] ?? 0) - 1] ?? 0;
      const features = known.get(label) ?? new Set(ids.subarray(first, ends[(labels[label] as number) - 1] ?? 0));
      known.set(label, features);
      return features;
    },
  };
}
