// Mends misspelt words against the vocabulary. Fuse.js proposes; a proposal counts when few enough slips lie between.
// Known and real words are never touched, so that a message about carpets does not become one about creams.
import Fuse from 'fuse.js';

export interface Speller {
  /** The word that was meant, or the word itself. */
  mend(word: string): string;
}

export interface SpellerWords {
  /** Our words, with how often they are used; a frequent one is the likelier to be meant. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Words that are right though they are not ours. */
  readonly dictionary: ReadonlySet<string>;
}

const SHORTEST = 4;
/** From this length on, two slips are forgiven. */
const LONG = 8;
const REMEMBERED = 5000;

export function createSpeller({ vocabulary, dictionary }: SpellerWords): Speller {
  // Shelves by first letter and length keep each search short; a slip in the very first letter is left to the lexicon.
  const shelves = new Map<string, string[]>();
  for (const word of vocabulary.keys()) {
    if (word.length < SHORTEST) continue;
    const key = `${word.charAt(0)}${word.length}`;
    const shelf = shelves.get(key);
    if (shelf) shelf.push(word);
    else shelves.set(key, [word]);
  }
  const indexes = new Map<string, Fuse<string>>();
  const indexOf = (key: string): Fuse<string> => {
    let index = indexes.get(key);
    if (!index) {
      index = new Fuse(shelves.get(key) ?? [], { threshold: 0.45, ignoreLocation: true, includeScore: true });
      indexes.set(key, index);
    }
    return index;
  };

  const search = (word: string): string => {
    let best = word;
    let bestRank = Number.POSITIVE_INFINITY;
    const allowed = word.length >= LONG ? 2 : 1;
    for (let length = word.length - allowed; length <= word.length + allowed; length++) {
      for (const { item, score = 1 } of indexOf(`${word.charAt(0)}${length}`).search(word, { limit: 8 })) {
        const slips = slipsBetween(word, item);
        if (slips > allowed) continue;
        const rank = slips + score / 2 - Math.log1p(vocabulary.get(item) ?? 0) / 20;
        if (rank >= bestRank) continue;
        best = item;
        bestRank = rank;
      }
    }
    return best;
  };

  const remembered = new Map<string, string>();
  return {
    mend(word) {
      if (word.length < SHORTEST || vocabulary.has(word) || dictionary.has(word) || /[^a-z]/.test(word)) return word;
      let mended = remembered.get(word);
      if (mended === undefined) {
        // The memory is bounded: whoever sends only nonsense must not fill it.
        if (remembered.size >= REMEMBERED) remembered.clear();
        mended = search(word);
        remembered.set(word, mended);
      }
      return mended;
    },
  };
}

/** How many letters must be put in, left out, changed or swapped with the next to make one word the other. */
export function slipsBetween(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 2) return 3;
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1);
      row.push(slips);
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
}
