// Finds the gravest alarm sign that a message tells of now. What is only asked about, denied, or over is no alarm.
// All words stand in alarm-signs.yaml; in doubt it finds the sign, since a needless "seek care" does the least harm.

import { BORDER, toldWords } from './alarms/alarm-clauses';
import { type Combination, parseCombination, severalOf } from './alarms/alarm-combinations';
import { createMender } from './alarms/misspellings';
import { createSpotter, type Spot } from './alarms/spotter';
import { dictionaryOf } from './matching/dictionary';
import { TemplateError } from './pattern';
import type { Content } from './schema';
import { normalize } from './text';

/** An alarm sign in a message: which sign, which phrase answers it, the template that found it, and the words that decided. */
export interface Alarm {
  readonly sign: string;
  readonly phrase: string;
  readonly template: string;
  readonly words: string;
}

export interface AlarmDetector {
  /** The gravest sign that the message tells of now, or undefined. */
  find(text: string): Alarm | undefined;
}

/** How many words after a denial are denied, and how many after a word that was. */
const REACH_OF_DENIAL = 4;
const REACH_OF_LIST = 2;

interface Sign {
  readonly sign: string;
  readonly phrase: string;
  readonly combination: Combination;
}

/** Compiles the alarm signs once. */
export function createAlarmDetector({ alarms, locale }: Pick<Content, 'alarms' | 'locale'>): AlarmDetector {
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

  return {
    find(text) {
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
    },
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
