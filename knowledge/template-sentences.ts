// A sentence template -> the sentences that it allows, for the checks that look for two templates with one sentence in common.
import { type Lists, PIECE } from './pattern';
import { normalize } from './text';

/** The sentences of a template that wholePattern can read. */
export type Expander = (template: string) => readonly string[];

/**
 * Gives at most `limit` of the normalised sentences that a template allows, those of the fewest words first. "..." stands
 * for nothing and "swell*" for "swell".
 */
export function createExpander(lists: Lists, limit: number): Expander {
  const known = new Map<string, readonly string[]>();
  const listSentences = (name: string): readonly string[] => {
    const earlier = known.get(name);
    if (earlier) return earlier;
    const sentences = fewestWords((lists[name] ?? []).flatMap(expand), limit);
    known.set(name, sentences);
    return sentences;
  };

  const expand = (template: string): readonly string[] => {
    // One frame per open bracket: the alternatives so far, and the sentences of the one that is being read.
    const frames: Frame[] = [{ done: [], current: [''] }];
    for (const [piece] of template.matchAll(PIECE)) {
      const top = frames.at(-1);
      if (!top || piece === '...') continue;
      if (piece === '(' || piece === '[') frames.push({ done: piece === '[' ? [''] : [], current: [''] });
      else if (piece === '|') {
        top.done.push(...top.current);
        top.current = [''];
      } else if (piece === ')' || piece === ']') {
        frames.pop();
        const outer = frames.at(-1);
        if (outer) outer.current = product(outer.current, fewestWords([...top.done, ...top.current], limit), limit);
      } else {
        const sentences = piece.startsWith('{') ? listSentences(piece.slice(1, -1)) : [normalize(piece)];
        top.current = product(top.current, sentences, limit);
      }
    }
    return frames[0]?.current ?? [];
  };
  return expand;
}

interface Frame {
  readonly done: string[];
  current: readonly string[];
}

/** Of two sorted lists, the pair (i, j) has (i + 1)(j + 1) pairs that are no longer: only those within the limit can count. */
function product(ones: readonly string[], others: readonly string[], limit: number): readonly string[] {
  if (others.length === 1) return ones.map((one) => joined(one, others[0] ?? ''));
  const pairs = ones.flatMap((one, index) =>
    others.slice(0, Math.ceil(limit / (index + 1))).map((other) => joined(one, other)),
  );
  return fewestWords(pairs, limit);
}

function joined(one: string, other: string): string {
  if (one === '' || other === '') return one + other;
  return `${one} ${other}`;
}

function fewestWords(sentences: readonly string[], limit: number): readonly string[] {
  const byWords: string[][] = [];
  for (const sentence of new Set(sentences)) {
    const words = sentence === '' ? 0 : sentence.split(' ').length;
    byWords[words] ??= [];
    byWords[words].push(sentence);
  }
  return byWords.flat().slice(0, limit);
}
