// Terms -> vectors: a text's words, its terms of the lexicon, and the pairs of its words. Made for many thousand texts when
// they are learned from, so terms and pairs are numbers, not strings.
import type { Vector } from '../learning/space';
import { isLexiconTerm, type Term } from './lexicon';

export type { Vector } from '../learning/space';

export interface TermSpace {
  vectorOf(terms: readonly Term[]): Vector;
  /** The feature that a term is, or undefined where no text has it. */
  featureOf(term: Term): number | undefined;
  /** The share of a text's words that some text has; rare words weigh most, and unknown ones like the rarest. */
  knownShare(terms: readonly Term[]): number;
}

export interface SpaceOptions {
  /** A pair that fewer texts have is dropped. */
  readonly pairTexts: number;
  /** Pairs with one word between count too. */
  readonly skips: boolean;
  /** Every text has one feature more, which learns how common each class is. */
  readonly constant: boolean;
}

/** The features that texts have, as plain data that can be kept: first each term, then each pair; a feature's place is its id. */
export interface SpannedTerms {
  readonly options: SpaceOptions;
  readonly terms: readonly string[];
  readonly pairs: Float64Array;
  /** A feature that few texts have weighs most. */
  readonly weights: Float64Array;
  /** The weight of a word that no text has. */
  readonly unknownWeight: number;
}

/** A pair says more than its words, but is seldom met again: it weighs less. */
const PAIR_WEIGHT = 0.4;
/** What a feature is called in this file: a term's number, or one made of the numbers of a pair. */
type Key = number;
const UNKNOWN = -1;
/** Stands before the first word of a text. */
const BORDER = 0;
const BORDER_TERM = '^';
/** Never a feature alone, the border lends its number to what all texts have. */
const CONSTANT: Key = BORDER;

/** The space spanned by the terms of the texts given, and the vectors of these. */
export function spanTerms(
  texts: readonly (readonly Term[])[],
  options: SpaceOptions,
): { readonly space: SpannedTerms; readonly vectors: readonly Vector[] } {
  const numbers = new Map<string, number>([[BORDER_TERM, BORDER]]);
  const rows = texts.map((terms) =>
    terms.map(({ term }) => {
      const number = numbers.get(term) ?? numbers.size;
      numbers.set(term, number);
      return number;
    }),
  );
  const terms = [...numbers.keys()];
  const size = terms.length;
  const { keys, readKeys } = createKeyReader(terms, options);

  // The features of all texts in one row. A term stands at its own number, pairs behind the terms as they are met.
  const pairs = new Map<Key, number>();
  const counts = Array<number>(size).fill(0);
  const row: number[] = [];
  const ends = rows.map((numbered) => {
    readKeys(numbered);
    for (const key of keys) {
      let place = key < size ? key : pairs.get(key);
      if (place === undefined) {
        place = counts.push(0) - 1;
        pairs.set(key, place);
      }
      counts[place] = (counts[place] as number) + 1;
      row.push(place);
    }
    return row.length;
  });

  const rarityOf = (count: number): number => Math.log(1 + texts.length / (1 + count));
  const weights: number[] = [];
  const ids = counts.map((count, place) => {
    const isPair = place >= size;
    if (isPair && count < options.pairTexts) return UNKNOWN;
    return weights.push(rarityOf(count) * (isPair ? PAIR_WEIGHT : 1)) - 1;
  });
  const vectors = ends.map((end, at) => {
    const vector = emptyVector();
    for (let next = ends[at - 1] ?? 0; next < end; next++) {
      const id = ids[row[next] as number] as number;
      if (id === UNKNOWN) continue;
      vector.ids.push(id);
      vector.weights.push(weights[id] as number);
    }
    return toLengthOne(vector);
  });
  const kept = [...pairs].filter(([, place]) => ids[place] !== UNKNOWN).map(([key]) => key);
  const space = {
    options,
    terms,
    pairs: Float64Array.from(kept),
    weights: Float64Array.from(weights),
    unknownWeight: rarityOf(1),
  };
  return { space, vectors };
}

export function createTermSpace({ options, terms: names, pairs, weights, unknownWeight }: SpannedTerms): TermSpace {
  const numbers = new Map(names.map((name, number) => [name, number]));
  const idsOfPairs = new Map<Key, number>();
  pairs.forEach((key, at) => {
    idsOfPairs.set(key, names.length + at);
  });
  const { keys, readKeys } = createKeyReader(names, options);

  return {
    vectorOf(terms) {
      const places: number[] = [];
      readKeys(
        terms.map(({ term }) => numbers.get(term) ?? UNKNOWN),
        places,
      );
      const vector = emptyVector();
      keys.forEach((key, at) => {
        const id = key < names.length ? key : idsOfPairs.get(key);
        if (id === undefined) return;
        vector.ids.push(id);
        vector.weights.push(weights[id] as number);
        const first = places[2 * at] as number;
        const last = places[2 * at + 1] as number;
        const one = terms[first]?.written ?? '';
        vector.written.push(first === last ? one : `${one} ${terms[last]?.written ?? ''}`);
      });
      return toLengthOne(vector);
    },
    featureOf: ({ term }) => numbers.get(term),
    knownShare(terms) {
      let sum = 0;
      let all = 0;
      for (const { term } of terms) {
        if (isLexiconTerm(term)) continue;
        const weight = weights[numbers.get(term) ?? UNKNOWN];
        all += weight ?? unknownWeight;
        sum += weight ?? 0;
      }
      return all === 0 ? 0 : sum / all;
    },
  };
}

/** `readKeys` fills `keys` with the features of a text, each once: one list for all texts, filled anew by each. */
function createKeyReader(names: readonly string[], { skips, constant }: SpaceOptions) {
  const isLexicon = names.map(isLexiconTerm);
  const size = names.length;
  const keys: Key[] = [];
  const add = (key: Key, first: number, last: number, places?: number[]): void => {
    if (keys.includes(key)) return;
    keys.push(key);
    places?.push(first, last);
  };
  return {
    keys: keys as readonly Key[],
    /** `terms`: their numbers; `places`: takes where they stand: first, last, first, last … */
    readKeys(terms: readonly number[], places?: number[]): void {
      keys.length = 0;
      if (constant) add(CONSTANT, 0, 0, places);
      // The words before this one: BORDER before the first, UNKNOWN before that.
      let one = BORDER;
      let other = UNKNOWN;
      let before = -1;
      let earlier = -1;
      for (let at = 0; at < terms.length; at++) {
        const term = terms[at] as number;
        if (term !== UNKNOWN) {
          add(term, at, at, places);
          if (isLexicon[term]) continue;
          if (one !== UNKNOWN) add((one + 1) * size + term, Math.max(before, 0), at, places);
          if (skips && other !== UNKNOWN) add((other + 1 + size) * size + term, earlier, at, places);
        }
        other = before < 0 ? UNKNOWN : one;
        earlier = before;
        one = term;
        before = at;
      }
    },
  };
}

interface GrowingVector extends Vector {
  readonly ids: number[];
  readonly weights: number[];
  readonly written: string[];
}

function emptyVector(): GrowingVector {
  return { ids: [], weights: [], written: [] };
}

function toLengthOne(vector: GrowingVector): Vector {
  const { weights } = vector;
  let squares = 0;
  for (let at = 0; at < weights.length; at++) squares += (weights[at] as number) ** 2;
  const length = Math.sqrt(squares) || 1;
  for (let at = 0; at < weights.length; at++) weights[at] = (weights[at] as number) / length;
  return vector;
}
