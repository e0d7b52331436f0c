// The numbers in a reply about the age, and what each one says: the patient's own age, the next birthday, an age "about" or
// "over" it. A number that no list explains ("2 kids", "my son is 30", "at 14 i had spots") says nothing.
import { anywherePattern, replacer, wholePattern } from '../pattern';
import type { Screening } from '../schema';
import { normalize } from '../text';
import { takeNumbers } from './number-words';

/** In this order a number is compared with the lists of the YAML; the first that fits counts. */
const RANGES = ['either', 'laterDecade', 'decade', 'under', 'over', 'roughly', 'thisYear', 'next'] as const;

/** `stated`: "im 34"; `reached`: "turned 34"; `bare`: "34"; `next`: the birthday to come; `thisYear`: it, or the last one. */
export type MentionKind = 'stated' | 'reached' | 'bare' | (typeof RANGES)[number];

export interface Mention {
  readonly kind: MentionKind;
  readonly value: number;
}

/** The clauses of a reply, and its numbers that tell something of the patient's age, in order. */
export interface AgeMentions {
  readonly clauses: readonly string[];
  readonly mentions: readonly Mention[];
}

const CLAUSE_END = /[;!?()\n…–—/]+|,(?!\d)|\.(?!\d)|\s-+|-+\s/u;
const NUMBER = 'nn';
const OTHER_NUMBER = 'mm';
const ANY_NUMBER = /\bnn\b/g;
/** "50+" */
const PLUS = 'plus';

/** Compiles the lists of the age question. */
export function createMentionReader({ age, lists }: Screening): (told: string) => AgeMentions {
  const anywhere = (templates: readonly string[]) => anywherePattern(templates, lists);
  const cut = replacer(age.turns, lists, '\n');
  const ranges = RANGES.map((kind) => [kind, anywhere(age[kind])] as const);
  const [isReached, isStated, isNoAge] = [anywhere(age.reached), anywhere(age.stated), anywhere(age.notAge)];
  const isTheirs = anywhere(age.theirs);
  const isLead = wholePattern(age.lead, lists);
  const isSelf = anywhere(age.self);
  const isFollowed = wholePattern(
    age.follow.map((template) => `${template} [... ... ... ... ...]`),
    lists,
  );

  const kindOf = (before: string, after: string): MentionKind | undefined => {
    const clause = `${before} ${NUMBER} ${after}`.trim();
    const theirs = isTheirs.matches(clause);
    if (isReached.matches(clause) && !theirs) return 'reached';
    if (isNoAge.matches(clause)) return undefined;
    const range = theirs ? undefined : ranges.find(([, pattern]) => pattern.matches(clause));
    if (range) return range[0];
    if (isStated.matches(clause)) return 'stated';
    if (theirs || !before.split(' ').every((word) => word === '' || isLead.matches(word))) return undefined;
    if (isSelf.matches(before)) return 'stated';
    return after === '' || isFollowed.matches(after) ? 'bare' : undefined;
  };

  const isBetween = anywhere(age.between);
  const speaksOfOthers = anywhere(['{they}']);

  return (told) => {
    const clauses: string[] = [];
    const mentions: Mention[] = [];
    // "my kids are 24 and 27", "for my daughter, 24": behind somebody else a number is theirs, unless the patient says "i".
    let isOthersTurn = false;

    const read = (clause: string, numbers: number[]): void => {
      const words = clause.split(' ');
      const shape = (from: number, to?: number) => words.slice(from, to).join(' ').replace(ANY_NUMBER, OTHER_NUMBER);
      words.forEach((word, at) => {
        if (word !== NUMBER) return;
        const value = numbers.shift() ?? 0;
        const [before, after] = [shape(0, at), shape(at + 1)];
        const kind = kindOf(before, after);
        if (isTheirs.matches(`${before} ${NUMBER} ${after}`.trim())) isOthersTurn = true;
        if (kind && (!isOthersTurn || kind === 'stated' || isSelf.matches(before))) mentions.push({ kind, value });
      });
      if (speaksOfOthers.matches(clause)) isOthersTurn = true;
    };

    const readAll = (cuts: readonly string[], numbers: number[]): void => {
      for (const clause of cuts) read(clause, numbers);
    };

    for (const part of told.replace(/(?<=\d)\+/g, ` ${PLUS} `).split(CLAUSE_END)) {
      const { shape, numbers } = takeNumbers(normalize(part), age);
      const cuts = cut(shape)
        .split('\n')
        .map((clause) => clause.trim());
      clauses.push(...cuts.filter(Boolean));
      if (isBetween.matches(shape)) mentions.push(...numbers.map((value) => ({ kind: 'either' as const, value })));
      else readAll(cuts, [...numbers]);
    }
    return { clauses, mentions };
  };
}
