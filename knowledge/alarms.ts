// Finds the gravest alarm sign that a message tells of now. What is only asked about, denied, or over is no alarm.
// All words stand in alarm-signs.yaml; in doubt it finds the sign, since a needless "seek care" does the least harm.

import { createMender } from './misspellings';
import { anywherePattern, type Lists, type Pattern, wholePattern } from './pattern';
import type { Alarms } from './schema';
import { indexTemplates } from './template-words';
import { normalize, sentences } from './text';

/** An alarm sign in a message: which sign, which phrase answers it, and the template that found it. */
export interface Alarm {
  readonly sign: string;
  readonly phrase: string;
  readonly template: string;
}

export interface AlarmDetector {
  /** The gravest sign that the message tells of now, or undefined. */
  find(text: string): Alarm | undefined;
}

/** The most words that decide what a clause begins with. */
const OPENING_WORDS = 9;
/** The most words of a member of the list "harmless". */
const HARMLESS_WORDS = 7;
/** The most words of a question that leans on the sentence before it: "Can it cause infection? Or a fever?" */
const LEANING_WORDS = 3;
/** Stands for words that were taken out, so that their neighbours do not become one template. */
const GAP = '…';

/** Compiles the alarm signs once. */
export function createAlarmDetector({ lists, hypothetical, denied, signs }: Alarms): AlarmDetector {
  const all = signs.flatMap(({ id, phrase, templates }) =>
    templates.map((template) => createSign({ sign: id, phrase, template }, denied, lists)),
  );
  const index = indexTemplates(
    all.map(({ alarm }) => alarm.template),
    lists,
  );
  const eraseHarmless = createEraser(lists);
  const mend = createMender(
    index.words,
    wordsIn([...signs.flatMap((sign) => sign.templates), ...hypothetical, ...denied, ...Object.values(lists).flat()]),
  );
  const read = (text: string): string => mend(normalize(text));
  const reader = createClauseReader(lists, hypothetical);

  return {
    find(text) {
      const message = read(text);
      const suspects = index.candidates(message).flatMap((place) => {
        const sign = all[place];
        return sign?.isIn(message) ? [sign] : [];
      });
      // Nearly every message ends here.
      if (suspects.length === 0) return undefined;
      const told = sentencesOf(text, reader, read).map((clauses) => clauses.map(eraseHarmless));
      // A sign may stand in one clause or be spread over the clauses of a sentence; a denial counts where it is said.
      const parts = told.flatMap((clauses) => (clauses.length > 1 ? [...clauses, clauses.join(' ')] : clauses));
      return suspects.find((sign) => parts.some((part) => sign.isIn(part) && !sign.isDeniedIn(part)))?.alarm;
    },
  };
}

interface Sign {
  readonly alarm: Alarm;
  isIn(clause: string): boolean;
  isDeniedIn(clause: string): boolean;
}

function createSign(alarm: Alarm, denied: readonly string[], lists: Lists): Sign {
  const stated = anywherePattern([alarm.template], lists);
  // Compiled when first needed: most are never denied, and together they would slow the start.
  let deniedPattern: Pattern | undefined;
  return {
    alarm,
    isIn: (clause) => stated.find(clause) !== undefined,
    isDeniedIn(clause) {
      if (denied.length === 0) return false;
      deniedPattern ??= anywherePattern([`${oneOf(denied)} ${oneOf([alarm.template])}`], lists);
      return deniedPattern.find(clause) !== undefined;
    },
  };
}

interface ClauseReader {
  /** Cuts words into clauses: where something new is told or asked, or the talk turns ("but", "because"). */
  cut(words: readonly string[]): string[];
  asks(clause: string): boolean;
  tells(clause: string): boolean;
  /** It is over, or happens now and then, or to nobody. */
  isOver(clause: string): boolean;
  /** It counts however it is said. */
  isGrave(clause: string): boolean;
}

function createClauseReader(lists: Lists, hypothetical: readonly string[]): ClauseReader {
  const asks = openingPattern(hypothetical, lists);
  const tells = openingPattern(lists.tells ?? [], lists);
  const turns = openingPattern(lists.turns ?? [], lists);
  const now = anywherePattern(lists.now ?? [], lists);
  const past = anywherePattern(lists.past ?? [], lists);
  const always = anywherePattern(lists.always ?? [], lists);
  const glue = new Set((lists.glue ?? []).map(normalize));
  return {
    cut(words) {
      const clauses: string[] = [];
      let start = 0;
      for (let at = 1; at <= words.length; at++) {
        const opening = words.slice(at, at + OPENING_WORDS).join(' ');
        const isNew =
          at === words.length ||
          turns.find(opening) ||
          asks.find(opening) ||
          (!glue.has(words[at - 1] ?? '') && tells.find(opening));
        if (!isNew) continue;
        clauses.push(words.slice(start, at).join(' '));
        start = at;
      }
      return clauses;
    },
    asks: (clause) => asks.find(opened(clause)) !== undefined,
    tells: (clause) => tells.find(opened(clause)) !== undefined || now.find(clause) !== undefined,
    isOver: (clause) => past.find(clause) !== undefined,
    isGrave: (clause) => always.find(clause) !== undefined,
  };
}

/** The clauses of each sentence that tell of now. A question of what could happen holds until something is told. */
function sentencesOf(text: string, reader: ClauseReader, read: (text: string) => string): string[][] {
  let isAsking = false;
  return sentences(text).map((sentence) => {
    const leans = sentence.endsWith('?') && normalize(sentence).split(' ').length <= LEANING_WORDS;
    if (!leans) isAsking = false;
    return sentence
      .split(/[,:()"“”…–—]+(?!\d)|\s-+\s|\.\./u)
      .flatMap((piece) => reader.cut(read(piece).split(' ').filter(Boolean)))
      .filter((clause) => {
        if (reader.asks(clause)) isAsking = true;
        else if (reader.tells(clause)) isAsking = false;
        return reader.isGrave(clause) || (!isAsking && !reader.isOver(clause));
      });
  });
}

/** Takes the members of the list "harmless" out of a text. */
function createEraser(lists: Lists): (text: string) => string {
  const members = lists.harmless ?? [];
  const some = anywherePattern(members, lists);
  const whole = wholePattern(members, lists);
  return (text) => {
    if (!some.find(text)) return text;
    const words = text.split(' ');
    const kept: string[] = [];
    for (let at = 0; at < words.length; at++) {
      let length = Math.min(HARMLESS_WORDS, words.length - at);
      while (length > 0 && !whole.find(words.slice(at, at + length).join(' '))) length--;
      kept.push(length > 0 ? GAP : (words[at] ?? ''));
      if (length > 0) at += length - 1;
    }
    return kept.join(' ');
  };
}

/** The words of templates, whatever their place in them. */
function wordsIn(templates: readonly string[]): string[] {
  return templates.flatMap((template) => normalize(template.replace(/\{[^}]*\}/g, ' ')).split(' '));
}

function openingPattern(templates: readonly string[], lists: Lists): Pattern {
  return templates.length === 0 ? wholePattern([]) : wholePattern([`${oneOf(templates)} ... ...`], lists);
}

function opened(clause: string): string {
  return clause.split(' ', OPENING_WORDS).join(' ');
}

function oneOf(templates: readonly string[]): string {
  return `(${templates.join('|')})`;
}
