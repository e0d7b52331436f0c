// A reply -> features to learn from: its words, pairs and triples of them, each also together with the question. What the
// question asks about, whoever else is spoken of, and times become marks, so that "no eczema" and "no keloids" are alike.
// Beside them stands the outline of the reply: which sort of words follow each other, whatever the words are.
import type { Feature } from '../learning/space';
import { stemmerOf } from '../matching/stemmers';
import type { Content, Question } from '../schema';
import { createSpotter, type Spot } from '../spotting/spotter';
import { LONGEST_TEXT, normalize } from '../text';

/** The features of a reply to a question, each once. */
export type ReplyFeatures = (question: Question, text: string) => readonly Feature[];

/** Pairs and triples say more than words, but are seldom met again; what holds for one question alone is seldom met too. */
const PHRASE_WEIGHT = 0.4;
const OF_QUESTION_WEIGHT = 0.5;
const OUTLINE_WEIGHT = 0.4;
const CLAUSE_END = /[,;:!.()\n…–—]+/g;

export function createReplyFeatures(
  { screening, locale }: Pick<Content, 'screening' | 'locale'>,
  mend: (normalized: string) => string,
): ReplyFeatures {
  const { lists, spelling, questions, replies } = screening;
  const stem = stemmerOf(locale);
  const names = new Set([...spelling.lists, ...questions.flatMap(({ names, near }) => [...names, ...near])]);
  const groups = Object.fromEntries([...names, ...replies.marks].map((name) => [name, lists[name] ?? []]));
  const spotter = createSpotter(groups, lists);
  const sorts = createSpotter(replies.sorts, lists);
  const returns = new Set(replies.returns.map(stem));

  const markOf = ({ names: own, near }: Question, list: string): string => {
    if (own.includes(list)) return '=asked';
    if (near.includes(list)) return '=near';
    return names.has(list) ? '=other' : `=${list}`;
  };

  // The same few words come again and again in the examples.
  const known = new Map<string, readonly string[]>();
  const mended = (word: string): readonly string[] => {
    const tokens = known.get(word) ?? mend(normalize(word)).split(' ').filter(Boolean);
    if (known.size < MOST_KNOWN) known.set(word, tokens);
    return tokens;
  };

  const wordsOf = (text: string): string[] => {
    const words = text
      .slice(0, LONGEST_TEXT)
      .replace(CLAUSE_END, ` ${COMMA} `)
      .replaceAll('?', ` ${QUESTION_MARK} `)
      .split(' ')
      .flatMap((word) => (SIGNS.has(word) ? [word] : mended(word)));
    while (words.at(-1) === COMMA) words.pop();
    return words;
  };

  return (question, text) => {
    const words = wordsOf(text);
    const named = longestAt(spotter.spots(words));
    const sorted = longestAt(sorts.spots(words));
    const marks: string[] = [];
    const outline: string[] = [];
    for (let at = 0; at < words.length; ) {
      const spot = named.get(at);
      const word = words[at] ?? '';
      marks.push(spot ? markOf(question, spot.list) : /^\d+$/.test(word) ? '=number' : stem(word));
      at = spot?.end ?? at + 1;
    }
    for (let at = 0; at < words.length; ) {
      const [name, sort] = [named.get(at), sorted.get(at)];
      const spot = name && name.end >= (sort?.end ?? 0) ? name : sort;
      const word = words[at] ?? '';
      if (spot) outline.push(spot === name ? markOf(question, spot.list) : spot.list);
      else if (SIGNS.has(word)) outline.push(word);
      else if (outline.at(-1) !== ANY) outline.push(ANY);
      at = spot?.end ?? at + 1;
    }

    const features = new Map<string, Feature>();
    const add = (name: string, weight: number): void => {
      if (!features.has(name)) features.set(name, { name, weight, written: '' });
    };
    const addRuns = (of: readonly string[], { length, prefix, weight }: Runs): void => {
      for (let at = 0; at + length <= of.length; at++) add(prefix + of.slice(at, at + length).join(' '), weight);
    };
    const own = withTheirs(marks, (mark) => returns.has(mark));
    for (const mark of own) {
      add(mark, 1);
      add(`${question.id}:${mark}`, OF_QUESTION_WEIGHT);
    }
    const framed = framedBy(own);
    for (const length of [2, 3]) addRuns(framed, { length, prefix: '', weight: PHRASE_WEIGHT });
    addRuns(outline, { length: 1, prefix: 'o~', weight: OUTLINE_WEIGHT });
    for (const length of [2, 3]) addRuns(framedBy(outline), { length, prefix: 'o~', weight: OUTLINE_WEIGHT });
    const skeleton = framedBy(outline.filter((mark) => mark !== ANY));
    for (const length of [2, 3]) addRuns(skeleton, { length, prefix: 's~', weight: OUTLINE_WEIGHT });
    add(`s~ ${skeleton.join(' ')}`, OUTLINE_WEIGHT);
    return [...features.values()];
  };
}

interface Runs {
  readonly length: number;
  readonly prefix: string;
  readonly weight: number;
}

/** So many words are kept, and no more, however long the bot is up. */
const MOST_KNOWN = 10_000;

const COMMA = ',';
const QUESTION_MARK = '?';
const SIGNS: ReadonlySet<string> = new Set([COMMA, QUESTION_MARK]);
/** Words of no sort, however many. */
const ANY = '_';

const framedBy = (marks: readonly string[]): string[] => ['^', ...marks, '$'];

/** What is said of others in a clause is theirs, until the patient speaks of "i" again. */
function withTheirs(marks: readonly string[], endsAt: (mark: string) => boolean): string[] {
  let isTheirs = false;
  return marks.map((mark) => {
    if (mark === COMMA || endsAt(mark)) isTheirs = false;
    if (mark === '=they') isTheirs = true;
    return isTheirs && mark === '=asked' ? '=theirs' : mark;
  });
}

/** The longest spot that begins at each word. */
function longestAt(spots: readonly Spot[]): Map<number, Spot> {
  const starts = new Map<number, Spot>();
  for (const spot of spots) if (spot.end > (starts.get(spot.start)?.end ?? 0)) starts.set(spot.start, spot);
  return starts;
}
