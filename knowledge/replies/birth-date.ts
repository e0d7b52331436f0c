// Dates of birth in replies about the age. A date that can be read in two ways, or lacks the day that would decide, gives
// every age that it may mean; what to make of that is the reader's business.
import { anywherePattern, replacer, trimmer, wholePattern } from '../pattern';
import type { Screening } from '../schema';
import type { Day } from '../screening';
import { normalize } from '../text';

const EARLIEST_BIRTH_YEAR = 1900;
/** The most words of a date: "on the 5th day of may in 1990". */
const LONGEST_DATE = 8;
const BORN = '|';

interface Birth {
  readonly year: number;
  readonly month?: number | undefined;
  readonly day?: number | undefined;
}

/** Reads a reply that is a date or year of birth and nothing else: all ages it may mean on that day, or undefined. */
export type BirthReader = (text: string, today: Day) => readonly number[] | undefined;

export function createBirthReader({ age, lists }: Screening): BirthReader {
  const trim = trimmer(age.birth, lists);
  const around = wholePattern(age.birth, lists);
  const cutAtBorn = replacer(age.born, lists, BORN);
  const isTheirs = anywherePattern(['{they}'], lists);
  const monthOf = (token: string | undefined) =>
    token !== undefined && Object.hasOwn(age.months, token) ? age.months[token] : undefined;

  /** "5 may 1990", "may 5th 1990", "may 1990", "1990": the month and the day stand right before the year. */
  const endingAt = (tokens: readonly string[], at: number, year: number): Birth => {
    const before = tokens.slice(Math.max(0, at - 4), at).filter((token) => !around.matches(token));
    const month = monthOf(before.at(-1)) ?? monthOf(before.at(-2));
    const day = before.slice(-2).find((token) => /^\d\d?$/.test(token));
    return { year, month, day: month === undefined || day === undefined ? undefined : Number(day) };
  };

  /** What stands behind "born": "born on the 5th of may 1990 so i should be ok", "born in 85". */
  const afterBorn = (tokens: readonly string[], today: Day): Birth | undefined => {
    const at = tokens.slice(0, LONGEST_DATE).findIndex((token) => /^\d{4}$/.test(token));
    if (at >= 0) return endingAt(tokens, at, Number(tokens[at]));
    const short = tokens.slice(0, LONGEST_DATE).findLastIndex((token) => /^\d\d$/.test(token));
    const birth = short < 0 ? undefined : endingAt(tokens, short, longYear(tokens[short] ?? '', today));
    return birth && (short === 0 || birth.month !== undefined) ? birth : undefined;
  };

  const inWords = (text: string, today: Day): Birth | undefined => {
    const reply = normalize(text).replace(/(?<=\d) (?:st|nd|rd|th)\b/g, '');
    const [before = '', after] = cutAtBorn(reply).split(BORN);
    if (after !== undefined) return isTheirs.matches(before) ? undefined : afterBorn(after.trim().split(' '), today);
    if (/^\s*['’]\d\d\s*$/.test(text)) return { year: longYear(reply, today) };
    const tokens = reply.split(' ');
    const rest = tokens.filter((token) => !around.matches(token) && monthOf(token) === undefined);
    const year = rest.at(-1) ?? '';
    const isDate = rest.length <= 2 && rest.every((token) => /^\d+$/.test(token));
    if (!isDate || !(year.length === 4 || (year.length === 2 && rest.length === 2))) return undefined;
    const birth = endingAt(tokens, tokens.lastIndexOf(year), longYear(year, today));
    return rest.length === 2 && birth.day === undefined ? undefined : birth;
  };

  return (text, today) => {
    const births = inDigits(text, today, (rest) => normalize(rest) === '' || around.matches(trim(normalize(rest))));
    const worded = births.length === 0 ? inWords(text, today) : undefined;
    const found = worded ? [worded] : births;
    const ages = new Set(found.filter(isPossible).flatMap((birth) => agesOf(birth, today)));
    return found.length === 0 ? undefined : [...ages];
  };
}

/** "1990-05-03", "03/05/1990", "3.5.90": both orders of day and month, where both are possible. */
function inDigits(text: string, today: Day, isBeside: (rest: string) => boolean): Birth[] {
  const found = /(?<!\d)(\d{4}|\d{1,2})\s?([-/. ])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{1,2})(?!\d)/.exec(text);
  if (!found?.[1] || !found[3] || !found[4]) return [];
  if (!isBeside(text.replace(found[0], ' '))) return [];
  const [first, second, third] = [found[1], found[3], found[4]];
  if (first.length === 4) return [{ year: Number(first), month: Number(second), day: Number(third) }];
  const year = longYear(third, today);
  return [
    { year, month: Number(second), day: Number(first) },
    { year, month: Number(first), day: Number(second) },
  ].filter(isPossible);
}

function longYear(digits: string, today: Day): number {
  if (digits.length === 4) return Number(digits);
  const year = Number(digits) + 2000;
  return year > today.year ? year - 100 : year;
}

function isPossible({ year, month = 1, day = 1 }: Birth): boolean {
  return year >= EARLIEST_BIRTH_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** One age where the date decides it, otherwise the age before and after this year's birthday. */
function agesOf({ year, month, day }: Birth, today: Day): number[] {
  const older = today.year - year;
  if (month === undefined || (month === today.month && day === undefined)) return [older - 1, older];
  const passed = month < today.month || (month === today.month && day !== undefined && day <= today.day);
  return [passed ? older : older - 1];
}
