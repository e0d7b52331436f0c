// Finds the members of many lists in a text in one pass over its words, however many lists there are.
// The members are templates as in pattern.ts; a word also fits with an "s" more ("chest" in "my chest's gone tight").
import { type Lists, PIECE, TemplateError } from '../pattern';
import { normalize } from '../text';
import { createNode, createRunner, type Node, put, type Spot } from './spotter-run';

export type { Spot } from './spotter-run';

export interface Spotter {
  /** The words of all members, beginnings left out. */
  readonly words: readonly string[];
  spots(words: readonly string[]): Spot[];
}

/** The most words that "..." stands for. */
const LONGEST_GAP = 6;
/** Nearly every member is of such words, and they need no reading. */
const PLAIN = /^[a-z ]+$/;

/** Compiles the members of `groups`; `lists` are what {names} in them stand for. */
export function createSpotter(groups: Lists, lists: Lists): Spotter {
  const root = createNode();
  const words = new Set<string>();
  const lengths = new Set<number>();

  const addWord = (piece: string, from: Node): Node => {
    if (piece === '*') {
      from.any ??= createNode();
      return from.any;
    }
    const begins = piece.endsWith('*');
    let node = from;
    const plain = begins ? piece.slice(0, -1) : piece;
    for (const word of PLAIN.test(plain) ? [plain] : normalize(plain).split(' ')) {
      const next = createNode();
      const map = begins ? node.beginnings : node.words;
      put(map, word, [next]);
      if (begins) lengths.add(word.length);
      else words.add(word);
      node = next;
    }
    return node;
  };

  /** Adds one template behind a node and returns where it ends. */
  const add = (template: string, from: Node, outer: readonly string[]): Node => {
    if (PLAIN.test(template)) return template.split(' ').reduce((node, word) => addWord(word, node), from);
    const pieces = template.match(PIECE) ?? [];
    let at = 0;
    const choice = (start: Node): Node => {
      const end = createNode();
      sequence(start).free.push(end);
      while (pieces[at] === '|') {
        at++;
        sequence(start).free.push(end);
      }
      return end;
    };
    const sequence = (start: Node): Node => {
      let node = createNode();
      start.free.push(node);
      for (; at < pieces.length && !/^[)\]|]$/.test(pieces[at] ?? ''); at++) {
        const piece = pieces[at] ?? '';
        if (piece === '(' || piece === '[') {
          at++;
          const before = node;
          node = choice(node);
          if (pieces[at] !== (piece === '(' ? ')' : ']'))
            throw new TemplateError(template, 'has brackets that do not fit');
          if (piece === '[') before.free.push(node);
        } else if (piece.startsWith('{')) {
          const name = piece.slice(1, -1);
          if (outer.includes(name)) throw new TemplateError(template, `names the list {${name}} inside itself`);
          const end = createNode();
          const members = Object.hasOwn(lists, name) ? lists[name] : undefined;
          if (!members) throw new TemplateError(template, `names the list {${name}}, which does not exist`);
          for (const member of members) add(member, node, [...outer, name]).free.push(end);
          node = end;
        } else if (piece === '...') {
          const end = createNode();
          for (let gap = 0; gap < LONGEST_GAP; gap++) {
            node.free.push(end);
            node = addWord('*', node);
          }
          node.free.push(end);
          node = end;
        } else node = addWord(piece, node);
      }
      return node;
    };
    const end = choice(from);
    if (at < pieces.length) throw new TemplateError(template, `has a "${pieces[at]}" too many`);
    return end;
  };

  for (const [list, members] of Object.entries(groups)) {
    const start = createNode();
    root.free.push(start);
    for (const member of members) add(member, start, []).list = list;
  }
  return { words: [...words], spots: createRunner(root, words, [...lengths]) };
}
