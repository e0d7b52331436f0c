// Finds the members of many lists in a text in one pass over its words, however many lists there are.
// The members are templates as in pattern.ts; a word also fits with an "s" more ("chest" in "my chest's gone tight").
import { type Lists, PIECE, TemplateError } from './pattern';
import { normalize } from './text';

/** A member of a list in the text: the words from `start` to before `end`. The longest at its place. */
export interface Spot {
  readonly list: string;
  readonly start: number;
  readonly end: number;
}

export interface Spotter {
  /** The words of all members, beginnings left out. */
  readonly words: readonly string[];
  spots(words: readonly string[]): Spot[];
}

/** A place inside members: where it leads, word by word. `free` are the places that are reached without a word. */
interface Node {
  readonly words: Map<string, Node[]>;
  readonly beginnings: Map<string, Node[]>;
  readonly free: Node[];
  any: Node | undefined;
  list: string | undefined;
}

/** The most words that "..." stands for. */
const LONGEST_GAP = 6;
/** Nearly every member is of such words, and they need no reading. */
const PLAIN = /^[a-z ]+$/;
/** Words that are shorter do not lose their "s": "has" is no "ha". */
const SHORTEST_WITH_S = 5;

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

function createNode(): Node {
  return { words: new Map(), beginnings: new Map(), free: [], any: undefined, list: undefined };
}

/** A set of nodes that are reached together, and where it leads; made when first needed. */
interface State {
  readonly nodes: readonly Node[];
  readonly lists: readonly string[];
  readonly next: Map<string, State>;
}

function createRunner(root: Node, vocabulary: ReadonlySet<string>, lengths: readonly number[]): Spotter['spots'] {
  const numbers = new Map<Node, number>();
  const states = new Map<string, State>();
  const stateOf = (starts: Iterable<Node>): State => {
    const nodes = new Set<Node>(starts);
    for (const node of nodes) for (const free of node.free) nodes.add(free);
    const useful = [...nodes].filter(
      ({ words, beginnings, any, list }) => words.size + beginnings.size > 0 || any || list,
    );
    for (const node of useful) if (!numbers.has(node)) numbers.set(node, numbers.size);
    const key = useful.map((node) => numbers.get(node)).join(' ');
    const known = states.get(key);
    if (known) return known;
    const lists = [...new Set(useful.flatMap(({ list }) => (list === undefined ? [] : [list])))];
    const state: State = { nodes: useful, lists, next: new Map() };
    states.set(key, state);
    return state;
  };
  const first = stateOf([root]);
  const index = indexOf(first.nodes);

  const step = (state: State, word: string): State | undefined => {
    const known = state.next.get(word);
    if (known) return known;
    const reached: Node[] = [];
    const singular = word.length >= SHORTEST_WITH_S && word.endsWith('s') ? word.slice(0, -1) : word;
    for (const { words, beginnings, any } of state === first ? index : state.nodes) {
      reached.push(...(words.get(word) ?? []));
      if (singular !== word) reached.push(...(words.get(singular) ?? []));
      if (beginnings.size > 0)
        for (const length of lengths) reached.push(...(beginnings.get(word.slice(0, length)) ?? []));
      if (any) reached.push(any);
    }
    if (reached.length === 0) return undefined;
    const next = stateOf(reached);
    // Our own words alone are remembered: what patients write is endless, memory is not.
    if (vocabulary.has(word)) state.next.set(word, next);
    return next;
  };

  return (words) => {
    const found: Spot[] = [];
    for (let start = 0; start < words.length; start++) {
      const longest = new Map<string, number>();
      let state: State | undefined = first;
      for (let end = start; state; end++) {
        for (const list of state.lists) longest.set(list, end);
        state = end < words.length ? step(state, words[end] ?? '') : undefined;
      }
      for (const [list, end] of longest) if (end > start) found.push({ list, start, end });
    }
    return found;
  };
}

/** All nodes as one, for the start, where they are thousands. */
function indexOf(nodes: readonly Node[]): Node[] {
  const all = createNode();
  for (const { words, beginnings, any } of nodes) {
    for (const [word, next] of words) put(all.words, word, next);
    for (const [word, next] of beginnings) put(all.beginnings, word, next);
    if (any) all.any = all.any ? joined(all.any, any) : any;
  }
  return [all];
}

function put(map: Map<string, Node[]>, word: string, nodes: readonly Node[]): void {
  const known = map.get(word);
  if (known) known.push(...nodes);
  else map.set(word, [...nodes]);
}

function joined(one: Node, other: Node): Node {
  const both = createNode();
  both.free.push(one, other);
  return both;
}
