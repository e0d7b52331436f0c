// Terms -> features, and features -> vectors: the one form in which phrasings and messages are compared and learned from.
import { isLexiconTerm, type Term } from './lexicon';

/** Something that a text has: a word, a term of the lexicon, a pair of neighbours; with the words that were written for it. */
export interface Feature {
  readonly name: string;
  readonly weight: number;
  readonly written: string;
}

/** A text in the space of all features that the content has; of length 1 unless nothing of it is known. */
export interface Vector {
  readonly ids: readonly number[];
  readonly weights: readonly number[];
  readonly written: readonly string[];
}

export interface Space {
  readonly size: number;
  /** The vectors of the texts that span the space. */
  readonly vectors: readonly Vector[];
  vectorOf(terms: readonly Term[]): Vector;
  /** The share of a text's words that some phrasing has; rare words weigh most, and unknown ones like the rarest. */
  knownShare(terms: readonly Term[]): number;
}

/** A pair says more than its words, but is seldom met again: it weighs less. */
const PAIR_WEIGHT = 0.4;
/** A pair that fewer phrasings have than this is dropped. */
const PAIR_PHRASINGS = 3;

/** The features of a text, each once. */
export function featuresOf(terms: readonly Term[]): Feature[] {
  const features = new Map<string, Feature>();
  const add = (name: string, weight: number, written: string): void => {
    if (!features.has(name)) features.set(name, { name, weight, written });
  };
  let previous = { term: '^', written: '' };
  for (const { term, written } of terms) {
    add(term, 1, written);
    if (isLexiconTerm(term)) continue;
    add(`${previous.term} ${term}`, PAIR_WEIGHT, `${previous.written} ${written}`.trim());
    previous = { term, written };
  }
  return [...features.values()];
}

/** The space spanned by the texts given. A feature that few of them have weighs most; a pair that few have is dropped. */
export function createSpace(texts: readonly (readonly Term[])[]): Space {
  const features = texts.map(featuresOf);
  const frequency = new Map<string, number>();
  for (const ofText of features) for (const { name } of ofText) frequency.set(name, (frequency.get(name) ?? 0) + 1);
  const known = new Map<string, { readonly id: number; readonly rarity: number }>();
  for (const [name, count] of frequency) {
    if (count < PAIR_PHRASINGS && name.includes(' ')) continue;
    known.set(name, { id: known.size, rarity: Math.log(1 + texts.length / (1 + count)) });
  }
  const rarest = Math.log(1 + texts.length / 2);

  const toVector = (ofText: readonly Feature[]): Vector => {
    const ids: number[] = [];
    const weights: number[] = [];
    const written: string[] = [];
    let squares = 0;
    for (const feature of ofText) {
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
    vectors: features.map(toVector),
    vectorOf: (terms) => toVector(featuresOf(terms)),
    knownShare(terms) {
      let sum = 0;
      let all = 0;
      for (const { term } of terms) {
        if (isLexiconTerm(term)) continue;
        const found = known.get(term);
        all += found?.rarity ?? rarest;
        sum += found?.rarity ?? 0;
      }
      return all === 0 ? 0 : sum / all;
    },
  };
}
