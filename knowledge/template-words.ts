// The words without one of which a template cannot match: looking them up is far quicker than trying every template.
// It may name a word too many, never one too few.
import type { Lists } from './pattern';
import { normalize } from './text';

/** Says which of many templates are worth trying on a text, by their places in the array. */
export interface TemplateIndex {
  /** The needed words themselves, beginnings left out. */
  readonly words: readonly string[];
  candidates(normalized: string): readonly number[];
}

/** A word, or with "*" at its end the beginning of one. Undefined: no word is needed. */
type Needed = readonly string[] | undefined;

/** Indexes templates by the words that they need. */
export function indexTemplates(templates: readonly string[], lists: Lists = {}): TemplateIndex {
  const always: number[] = [];
  const byWord = new Map<string, number[]>();
  const byBeginning = new Map<string, number[]>();
  for (const [place, template] of templates.entries()) {
    const needed = neededWords(template, lists);
    if (!needed) always.push(place);
    for (const word of new Set(needed)) {
      const begins = word.endsWith('*');
      const map = begins ? byBeginning : byWord;
      const key = begins ? word.slice(0, -1) : word;
      map.set(key, [...(map.get(key) ?? []), place]);
    }
  }
  const lengths = [...new Set([...byBeginning.keys()].map((beginning) => beginning.length))];
  return {
    words: [...byWord.keys()],
    candidates(normalized) {
      const found = new Set(always);
      for (const word of new Set(normalized.split(' '))) {
        for (const place of byWord.get(word) ?? []) found.add(place);
        for (const length of lengths) {
          for (const place of byBeginning.get(word.slice(0, length)) ?? []) found.add(place);
        }
      }
      return [...found].sort((a, b) => a - b);
    },
  };
}

const PIECE = /\.\.\.|[()[\]|]|\{[^}]*\}|[^\s()[\]|{}]+/gu;

/** The words of one template, at least one of which stands in every text that it matches. */
function neededWords(template: string, lists: Lists): Needed {
  const pieces = template.match(PIECE) ?? [];
  let at = 0;
  const choice = (): Needed => {
    const branches = [sequence()];
    while (pieces[at] === '|') {
      at++;
      branches.push(sequence());
    }
    return union(branches);
  };
  const sequence = (): Needed => {
    const parts: Needed[] = [];
    for (; at < pieces.length && !/^[)\]|]$/.test(pieces[at] ?? ''); at++) {
      const piece = pieces[at] ?? '';
      if (piece === '(' || piece === '[') {
        at++;
        const inside = choice();
        if (piece === '(') parts.push(inside);
      } else if (piece.startsWith('{')) {
        parts.push(union((lists[piece.slice(1, -1)] ?? []).map((member) => neededWords(member, lists))));
      } else if (piece !== '...') parts.push(wordOf(piece));
    }
    return rarest(parts);
  };
  return choice();
}

function wordOf(piece: string): Needed {
  const begins = piece.endsWith('*');
  const words = normalize(begins ? piece.slice(0, -1) : piece)
    .split(' ')
    .filter(Boolean);
  const last = words.pop();
  if (last === undefined) return undefined;
  return words[0] !== undefined ? [words[0]] : [begins ? `${last}*` : last];
}

function union(branches: readonly Needed[]): Needed {
  const words: string[] = [];
  for (const branch of branches) {
    if (!branch) return undefined;
    words.push(...branch);
  }
  return words;
}

/** The part whose words are met least: long words are rare, and two rare ones are still rarer than a short one. */
function rarest(parts: readonly Needed[]): Needed {
  const cost = (words: readonly string[]): number => words.reduce((sum, word) => sum + 4 ** -word.length, 0);
  return parts.reduce((best, part) => (part && (!best || cost(part) < cost(best)) ? part : best), undefined);
}
