// Finds the gravest alarm sign that a message tells of now. What is only asked about, denied, or over is no alarm. Two ways
// of seeing: lists that a clinician can read (alarm-signs.yaml), and what is learned from examples (alarm-examples.yaml).

import { BORDER, toldWords } from './alarms/alarm-clauses';
import { type Combination, parseCombination, severalOf } from './alarms/alarm-combinations';
import { createAlarmGuesser } from './alarms/alarm-learner';
import { createMender } from './alarms/misspellings';
import type { Knowledge } from './learn';
import { dictionaryOf } from './matching/dictionary';
import { createTextReader, type TextReader } from './matching/reading';
import { TemplateError } from './pattern';
import type { Content } from './schema';
import { createSpotter, type Spot } from './spotting/spotter';
import { normalize } from './text';

/** An alarm sign in a message: which sign, which phrase answers it, the template that found it (or "learned"), and the words that decided. */
export interface Alarm {
  readonly sign: string;
  readonly phrase: string;
  readonly template: string;
  readonly words: string;
}

export interface AlarmDetector {
  /** The gravest sign that the message tells of now, or undefined. */
  find(text: string): Alarm | undefined;
  /** The same by the lists alone: what is learned from one language says nothing of another. */
  findListed(text: string): Alarm | undefined;
}

/** How many words after a denial are denied, and how many after a word that was. */
const REACH_OF_DENIAL = 4;
const REACH_OF_LIST = 2;

interface Sign {
  readonly sign: string;
  readonly phrase: string;
  readonly combination: Combination;
}

/** So probable, an alarm is one whatever the lists say. */
const SURELY = 0.45;
/** A few words leave too much open, and a long story has a word for everything: there an alarm must be more probable. */
const SHORT = { words: 3, surely: 0.6 };
const LONG = { words: 20, surely: 0.8 };
/** So improbable, an alarm is none though the lists see a sign; of many words some fit the lists by chance. */
const SURELY_NOT = 0.002;
const MANY = { words: 12, surelyNot: 0.02 };

/** Compiles the alarm signs once. */
export function createAlarmDetector(
  { content, lessons }: Knowledge,
  reader: TextReader = createTextReader(content, lessons.text),
): AlarmDetector {
  const spotter = createAlarmSpotter(content);
  const guess = createAlarmGuesser(lessons.alarms);
  const phrases = new Map(content.alarms.signs.map(({ id, phrase }) => [id, phrase]));
  return {
    findListed: spotter.find,
    find(text) {
      const guessed = guess(reader.termsOf(text));
      const { length } = normalize(text).split(' ');
      const surely = length <= SHORT.words ? SHORT.surely : length > LONG.words ? LONG.surely : SURELY;
      const listed = spotter.find(text);
      const surelyNot = length > MANY.words ? MANY.surelyNot : SURELY_NOT;
      if (listed) return guessed.probability >= surelyNot ? listed : undefined;
      if (guessed.probability < surely || spotter.isImagined(text)) return undefined;
      return {
        sign: guessed.sign,
        phrase: phrases.get(guessed.sign) ?? '',
        template: LEARNED,
        words: guessed.words.join(' + '),
      };
    },
  };
}

const LEARNED = 'learned';

export interface AlarmSpotter extends Pick<AlarmDetector, 'find'> {
  /** "What if my throat swells": begins with what is only imagined, and tells of nothing besides. */
  isImagined(text: string): boolean;
}

/** Compiles the lists of the alarm signs. */
export function createAlarmSpotter({ alarms, locale }: Pick<Content, 'alarms' | 'locale'>): AlarmSpotter {
  const { lists, reading } = alarms;
  const plain: Record<string, readonly string[]> = {};
  const signs = alarms.signs.flatMap(({ id, phrase, templates, together, several }): Sign[] => {
    // A template is a list of its own, named by itself.
    for (const template of templates) plain[template] = [template];
    return [
      ...templates.map((template) => ({ ...severalOf(1, [template]), source: template })),
      ...together.map(parseCombination),
      ...several.map(({ need, of }) => severalOf(need, of)),
    ].map((combination) => ({ sign: id, phrase, combination }));
  });
  const used: Record<string, readonly string[]> = {};
  for (const name of signs.flatMap(({ combination }) => combination.lists)) {
    const members = plain[name] ?? lists[name];
    if (!members) throw new TemplateError(name, 'is no list of this file');
    used[name] = members;
  }
  const spotter = createSpotter(
    { ...used, harmless: reading.harmless, denied: reading.denied, idle: reading.idle },
    lists,
  );
  const reader = createSpotter(reading, lists);
  const dictionary = dictionaryOf(locale);
  const known = new Set([...reader.words, ...reading.known.map(normalize)]);
  const mend = createMender(spotter.words, (word) => dictionary.has(word) || known.has(word));

  const find = (text: string): Alarm | undefined => {
    const all = new Set(spotter.spots(normalize(text).split(' ').map(mend)).map(({ list }) => list));
    const suspects = signs.filter(({ combination }) => mayFit(combination, all));
    // Nearly every message ends here.
    if (suspects.length === 0) return undefined;
    const words = toldWords(text, reader, mend);
    const spots = affirmed(spotter.spots(words), words);
    for (const { sign, phrase, combination } of suspects) {
      const found = combination.fit(spots);
      if (!found) continue;
      const decided = [...found]
        .sort((a, b) => a.start - b.start)
        .map(({ start, end }) => words.slice(start, end).join(' '));
      return { sign, phrase, template: combination.source, words: decided.join(' + ') };
    }
    return undefined;
  };

  return {
    find,
    isImagined: (text) =>
      reader.spots(normalize(text).split(' ')).some(({ list, start }) => list === 'imagines' && start === 0) &&
      toldWords(text, reader, mend).every((word) => word === BORDER),
  };
}

function mayFit({ lists, need }: Combination, present: ReadonlySet<string>): boolean {
  let count = 0;
  for (const list of lists) if (present.has(list) && ++count >= need) return true;
  return false;
}

/** The spots by list, without those that are harmless or denied. */
function affirmed(spots: readonly Spot[], words: readonly string[]): Map<string, Spot[]> {
  const of = (name: string): Spot[] => spots.filter(({ list }) => list === name);
  const overlaps = (spot: Spot, others: readonly Spot[]): boolean =>
    others.some(({ start, end }) => spot.start < end && start < spot.end);
  const [harmless, idle] = [of('harmless'), of('idle')];
  const telling = spots.filter(
    (spot) => !['harmless', 'denied', 'idle'].includes(spot.list) && !overlaps(spot, harmless),
  );
  // "Not breathing" is a sign, not a denial of breathing.
  const denials = of('denied').filter((spot) => !overlaps(spot, idle) && !overlaps(spot, telling));
  const denied = new Set<Spot>();
  for (const denial of denials) {
    let reach = denial.end + REACH_OF_DENIAL;
    const border = words.indexOf(BORDER, denial.end);
    for (const spot of telling) {
      if (spot.start < denial.end || spot.start > reach || (border >= 0 && spot.start > border)) continue;
      denied.add(spot);
      reach = Math.max(reach, spot.end + REACH_OF_LIST);
    }
  }
  const byList = new Map<string, Spot[]>();
  for (const spot of telling) {
    if (denied.has(spot)) continue;
    const known = byList.get(spot.list);
    if (known) known.push(spot);
    else byList.set(spot.list, [spot]);
  }
  return byList;
}
