// Dates of birth in replies about the age. A date that can be read in two ways, or lacks the day that would decide, gives
// every age that it may mean; what to make of that is the reader's business.
import { trimmer, wholePattern } from '../pattern';
import type { Screening } from '../schema';
import type { Day } from '../screening';
import { normalize } from '../text';

const EARLIEST_BIRTH_YEAR = 1900;

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
  const saysBorn = wholePattern(
    age.born.map((template) => `${template} ...`),
    lists,
  );

  /** "5 may 1990", "may 5th 1990", "may 1990", "1990", "born in 90". */
  const inWords = (text: string, today: Day): Birth | undefined => {
    const reply = normalize(text);
    const born = saysBorn.matches(reply) || /^\s*['’]\d\d\s*$/.test(text);
    const tokens = trim(reply.replace(/(?<=\d) (?:st|nd|rd|th)\b/g, '')).split(' ');
    const monthAt = tokens.findIndex((token) => Object.hasOwn(age.months, token));
    const month = monthAt < 0 ? undefined : age.months[tokens[monthAt] ?? ''];
    const rest = tokens.filter((token, at) => at !== monthAt && !around.matches(token));
    const numbers = rest.map((token) => (/^\d+$/.test(token) ? token : undefined));
    if (numbers.includes(undefined) || numbers.length === 0 || numbers.length > 2) return undefined;
    if (numbers.length === 2 && month === undefined) return undefined;
    const last = numbers.at(-1) ?? '';
    const year =
      last.length === 4 ? Number(last) : last.length === 2 && (born || month) ? longYear(last, today) : undefined;
    if (year === undefined || (last.length === 2 && numbers.length === 1 && !born)) return undefined;
    return { year, month, day: numbers.length === 2 ? Number(numbers[0]) : undefined };
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
