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

export interface Space {
  readonly size: number;
  /** The vectors of the texts that span the space. */
  readonly vectors: readonly Vector[];
  vectorOf(features: readonly Feature[]): Vector;
  /** How rare a feature is; undefined for one that no example has. */
  rarityOf(name: string): number | undefined;
  /** The rarity of a feature that one example has. */
  readonly rarest: number;
}

/** A pair that fewer examples have than this is dropped, unless told otherwise: chance, not a habit. */
const PAIR_EXAMPLES = 3;

/** The space spanned by the texts given. A feature that few of them have weighs most; a pair that few have is dropped. */
export function createSpace(texts: readonly (readonly Feature[])[], pairExamples = PAIR_EXAMPLES): Space {
  const frequency = new Map<string, number>();
  for (const features of texts) for (const { name } of features) frequency.set(name, (frequency.get(name) ?? 0) + 1);
  const known = new Map<string, { readonly id: number; readonly rarity: number }>();
  for (const [name, count] of frequency) {
    if (count < pairExamples && name.includes(' ')) continue;
    known.set(name, { id: known.size, rarity: Math.log(1 + texts.length / (1 + count)) });
  }

  const vectorOf = (features: readonly Feature[]): Vector => {
    const ids: number[] = [];
    const weights: number[] = [];
    const written: string[] = [];
    let squares = 0;
    for (const feature of features) {
      const found = known.get(feature.name);
      if (!found) continue;
      const weight = feature.weight * found.rarity;
      squares += weight * weight;
      ids.push(found.id);
      weights.push(weight);
      written.push(feature.written);
    }
    const length = Math.sqrt(squares) || 1;
    for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] as number) / length;
    return { ids, weights, written };
  };

  return {
    size: known.size,
    vectors: texts.map(vectorOf),
    vectorOf,
    rarityOf: (name) => known.get(name)?.rarity,
    rarest: Math.log(1 + texts.length / 2),
  };
}
