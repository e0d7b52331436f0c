// Features -> vectors: the one form in which examples and messages are compared and learned from.

/** Something that a text has: a word, a term of the lexicon, a pair of neighbours; with the words that were written for it. */
export interface Feature {
  readonly name: string;
  readonly weight: number;
  readonly written: string;
}

/** A text in the space of all features that the examples have; of length 1 unless nothing of it is known. */
export interface Vector {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
  readonly written: readonly string[];
}

/** The features that examples have, as plain data that can be kept: each one's place is its id. */
export interface SpannedSpace {
  readonly names: readonly string[];
  /** How rare each feature is: one that few examples have weighs most. */
  readonly rarities: Float64Array;
}

export interface Space {
  vectorOf(features: readonly Feature[]): Vector;
  has(name: string): boolean;
}

/** The space spanned by the texts given. A pair that fewer than `pairExamples` of them have is dropped: chance, not a habit. */
export function spanSpace(texts: readonly (readonly Feature[])[], pairExamples: number): SpannedSpace {
  const frequency = new Map<string, number>();
  for (const features of texts) for (const { name } of features) frequency.set(name, (frequency.get(name) ?? 0) + 1);
  const known = [...frequency].filter(([name, count]) => count >= pairExamples || !name.includes(' '));
  return {
    names: known.map(([name]) => name),
    rarities: Float64Array.from(known, ([, count]) => Math.log(1 + texts.length / (1 + count))),
  };
}

export function createSpace({ names, rarities }: SpannedSpace): Space {
  const known = new Map(names.map((name, id) => [name, id]));
  return {
    has: (name) => known.has(name),
    vectorOf(features) {
      const ids: number[] = [];
      const weights: number[] = [];
      const written: string[] = [];
      let squares = 0;
      for (const feature of features) {
        const id = known.get(feature.name);
        if (id === undefined) continue;
        const weight = feature.weight * (rarities[id] as number);
        squares += weight * weight;
        ids.push(id);
        weights.push(weight);
        written.push(feature.written);
      }
      const length = Math.sqrt(squares) || 1;
      for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] as number) / length;
      return { ids, weights, written };
    },
  };
}
