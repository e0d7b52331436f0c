// Walks through the members of lists, all of them at once, over the words of a text. spotter.ts lays the paths.

/** A member of a list in the text: the words from `start` to before `end`. The longest at its place. */
export interface Spot {
  readonly list: string;
  readonly start: number;
  readonly end: number;
}

/** A place inside members: where it leads, word by word. `free` are the places that are reached without a word. */
export interface Node {
  readonly words: Map<string, Node[]>;
  readonly beginnings: Map<string, Node[]>;
  readonly free: Node[];
  any: Node | undefined;
  list: string | undefined;
}

/** Words that are shorter do not lose their "s": "has" is no "ha". */
const SHORTEST_WITH_S = 5;

export function createNode(): Node {
  return { words: new Map(), beginnings: new Map(), free: [], any: undefined, list: undefined };
}

/** A set of nodes that are reached together, and where it leads; made when first needed. */
interface State {
  readonly nodes: readonly Node[];
  readonly lists: readonly string[];
  readonly next: Map<string, State>;
}

/** Makes a function that finds the members behind `root`; `vocabulary` are the words in them. */
export function createRunner(
  root: Node,
  vocabulary: ReadonlySet<string>,
  lengths: readonly number[],
): (words: readonly string[]) => Spot[] {
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

export function put(map: Map<string, Node[]>, word: string, nodes: readonly Node[]): void {
  const known = map.get(word);
  if (known) known.push(...nodes);
  else map.set(word, [...nodes]);
}

function joined(one: Node, other: Node): Node {
  const both = createNode();
  both.free.push(one, other);
  return both;
}
