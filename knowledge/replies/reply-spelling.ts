// Mends misspelt names of diseases and drugs in replies. Only long words are mended, only by one letter, and only to a
// name: never to a word that denies, so that no typo can turn a reply into a "no". Short words with drawn letters ("nopeee")
// are the only others that are put right.
import type { Screening } from '../schema';
import { tokenize } from '../text';

const SHORTEST_NAME = 6;

/** Normalised text in, the same text with misspelt names mended out. */
export function createNameMender(screening: Screening): (normalized: string) => string {
  const known = new Set<string>();
  collectWords(screening, known);
  const names = new Set<string>();
  const byShape = new Map<string, { name: string; gap: number }[]>();
  for (const name of screening.spelling.lists.flatMap((list) => (screening.lists[list] ?? []).flatMap(tokenize))) {
    if (name.length < SHORTEST_NAME || names.has(name)) continue;
    names.add(name);
    for (const { shape, gap } of shapesOf(name)) byShape.set(shape, [...(byShape.get(shape) ?? []), { name, gap }]);
  }
  const drawn = new Map(screening.spelling.drawn.map((word) => [withoutDoubles(word), word]));
  const mendWord = (word: string): string => {
    if (known.has(word)) return word;
    const plain = drawn.get(withoutDoubles(word));
    if (plain !== undefined) return plain;
    if (word.length < SHORTEST_NAME) return word;
    for (const { shape, gap } of shapesOf(word)) {
      const near = byShape.get(shape)?.find((one) => Math.min(one.gap, gap) < 0 || Math.abs(one.gap - gap) <= 1);
      if (near) return near.name;
    }
    return word;
  };
  return (normalized) => normalized.split(' ').map(mendWord).join(' ');
}

/**
 * The word itself (gap -1), and the word without one of its letters (gap: where it stood). Two words are one letter apart
 * when they share a shape and their gaps lie side by side: a letter missing, added, changed or swapped with the next.
 */
function shapesOf(word: string): { shape: string; gap: number }[] {
  const without = [...word].map((_, gap) => ({ shape: word.slice(0, gap) + word.slice(gap + 1), gap }));
  return [{ shape: word, gap: -1 }, ...without];
}

const withoutDoubles = (word: string): string => word.replace(/(.)\1+/gu, '$1');

function collectWords(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') for (const word of tokenize(value)) into.add(word);
  else if (typeof value === 'object' && value) for (const inner of Object.values(value)) collectWords(inner, into);
}
