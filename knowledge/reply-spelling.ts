// Mends misspelt names of diseases and drugs in replies. Only long words are mended, only by one letter, and only to a
// name: never to a word that denies, so that no typo can turn a reply into a "no".
import type { Screening } from './schema';
import { tokenize } from './text';

const SHORTEST_NAME = 6;

/** Normalised text in, the same text with misspelt names mended out. */
export function createNameMender(screening: Screening): (normalized: string) => string {
  const known = new Set<string>();
  collectWords(screening, known);
  const byShape = new Map<string, string>();
  for (const list of screening.spelling.lists) {
    for (const name of (screening.lists[list] ?? []).flatMap(tokenize)) {
      if (name.length < SHORTEST_NAME) continue;
      for (const shape of [name, ...withoutOneLetter(name)]) if (!byShape.has(shape)) byShape.set(shape, name);
    }
  }
  const mendWord = (word: string): string => {
    if (word.length < SHORTEST_NAME || known.has(word)) return word;
    const shape = [word, ...withoutOneLetter(word)].find((one) => byShape.has(one));
    return (shape && byShape.get(shape)) ?? word;
  };
  return (normalized) => normalized.split(' ').map(mendWord).join(' ');
}

/** Two words that share such a shape differ by one letter missing, added, changed or swapped with its neighbour. */
function withoutOneLetter(word: string): string[] {
  return [...word].map((_, at) => word.slice(0, at) + word.slice(at + 1));
}

function collectWords(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') for (const word of tokenize(value)) into.add(word);
  else if (typeof value === 'object' && value) for (const inner of Object.values(value)) collectWords(inner, into);
}
