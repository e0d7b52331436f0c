// Cuts a message into clauses and keeps those that tell of now: what is only asked, imagined, or over is left out.
// What remains stands in one row of words, with borders, so that signs may be spread over neighbouring clauses.
import type { Alarms } from '../schema';
import type { Spot, Spotter } from '../spotting/spotter';
import { normalize, sentences } from '../text';

/** A border between clauses; it counts as a word where words between two spots are counted. */
export const BORDER = '|';
/** Borders in the place of what was left out, and between sentences. */
const BORDERS_AROUND_OMISSION = 5;
/** The most words of a question that leans on the sentence before it: "Can it cause infection? Or a fever?" */
const LEANING_WORDS = 3;

type Mark = keyof Alarms['reading'];
type Reading = ReadonlySet<Mark>;

interface Clause {
  readonly words: readonly string[];
  readonly opens: Reading;
  readonly has: Reading;
  readonly startsSentence: boolean;
  /** Nothing but punctuation stands before it. */
  readonly isFirst: boolean;
}

/** The words of what a message tells of now. */
export function toldWords(text: string, spotter: Spotter, mend: (word: string) => string): string[] {
  const clauses: Clause[] = [];
  const told: boolean[] = [];
  let asking: 'asks' | 'imagines' | undefined;
  for (const sentence of sentences(text)) {
    const leans = sentence.endsWith('?') && normalize(sentence).split(' ').length <= LEANING_WORDS;
    if (!leans) asking = undefined;
    for (const clause of clausesOf(sentence, spotter, mend)) {
      const { opens, has, isFirst } = clause;
      const tells = opens.has('tells');
      if (opens.has('imagines') && !tells) asking = 'imagines';
      else if (
        (opens.has('asks') || (isFirst && opens.has('asks-first'))) &&
        // "When should I go to the ER?" asks of what is imagined.
        (!has.has('now') || asking === 'imagines')
      )
        asking ??= 'asks';
      else if (tells || has.has('now') || (asking === 'asks' && opens.has('turns'))) asking = undefined;
      if (has.has('over')) for (let at = 0; at < told.length; at++) told[at] = false;
      clauses.push(clause);
      told.push((has.has('always') || !asking) && !has.has('over') && (!has.has('past') || has.has('right-now')));
    }
  }
  const words: string[] = [];
  clauses.forEach(({ words: own, startsSentence }, at) => {
    if (!told[at]) words.push(...Array<string>(BORDERS_AROUND_OMISSION).fill(BORDER));
    else words.push(BORDER, ...(startsSentence ? [BORDER] : []), ...own);
  });
  return words;
}

function clausesOf(sentence: string, spotter: Spotter, mend: (word: string) => string): Clause[] {
  let startsSentence = true;
  return sentence.split(/[,:()"“”…–—]+(?!\d)|\s-+\s|\.\./u).flatMap((piece) => {
    const words = normalize(piece).split(' ').filter(Boolean).map(mend);
    const spots = spotter.spots(words);
    const starts = clauseStarts(spots);
    return starts.map((start, at) => {
      const end = starts[at + 1] ?? words.length;
      const inside = spots.filter((spot) => spot.start >= start && spot.start < end);
      const clause: Clause = {
        words: words.slice(start, end),
        opens: marks(inside.filter((spot) => spot.start === start)),
        has: marks(inside),
        startsSentence,
        isFirst: at === 0,
      };
      startsSentence = false;
      return clause;
    });
  });
}

/** A clause starts where the talk turns, where something is asked, and where something is told that nothing ties to what was said. */
function clauseStarts(spots: readonly Spot[]): number[] {
  const tied = new Set(spots.filter(({ list }) => list === 'glue').map(({ end }) => end));
  const starts = new Set([0]);
  for (const { list, start } of spots) {
    if (list === 'turns' || list === 'asks' || list === 'imagines') starts.add(start);
    else if (list === 'tells' && !tied.has(start)) starts.add(start);
  }
  return [...starts].sort((a, b) => a - b);
}

function marks(spots: readonly Spot[]): Reading {
  return new Set(spots.map(({ list }) => list as Mark));
}
