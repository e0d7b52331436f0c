// Reads a reply to the age question: a number, number words, a decade, or a date of birth seen from today.
// A number among words that are not foreseen ("2 kids", "my son is 30") is not taken for the patient's age.
import { anywherePattern, replacer, trimmer, wholePattern } from '../pattern';
import { APPROVED_FROM_YEARS } from '../rules';
import type { Screening } from '../schema';
import type { Day } from '../screening';
import { normalize, sentences } from '../text';
import { createMentionReader, type Mention, type MentionKind } from './age-mentions';
import { createBirthReader } from './birth-date';

export type AgeReading = number | 'under-22' | '22-or-over' | 'unclear';

const YOUNGEST = 1;
const OLDEST = 120;
/** "about 24" may be 21: so near to the limit nothing but an exact age counts. */
const NEAR_YEARS = 3;
/** Where a reply tells several ages, what is told of today counts more than a birthday. */
const EXACT: readonly MentionKind[] = ['stated', 'reached', 'thisYear', 'next', 'bare'];

export interface AgeReader {
  read(text: string, today: Day): AgeReading;
  isSkipped(text: string): boolean;
}

/** Compiles the lists of the age question. */
export function createAgeReader(screening: Screening): AgeReader {
  const { age, lists, replies } = screening;
  const trim = trimmer(replies.fillers, lists);
  const whole = (templates: readonly string[]) => wholePattern(templates, lists);
  const [under22, atLeast22, skip] = [whole(age.under22), whole(age.atLeast22), whole(age.skip)];
  const [isForOthers, isMended] = [anywherePattern(age.forOthers, lists), anywherePattern(age.mended, lists)];
  const mentionsIn = createMentionReader(screening);
  const agesAtBirth = createBirthReader(screening);

  const cutAtQuestion = replacer(replies.asks, lists, '|');

  /** The reply without what it asks: "im 61, is that too old?" tells 61, "can i if im 61?" tells nothing. */
  const toldIn = (text: string): string =>
    sentences(text)
      .map((sentence) => {
        if (!sentence.endsWith('?')) return sentence;
        const clauses = sentence.split(/[,–—]|\s-+\s/u);
        return clauses.length > 1
          ? clauses.slice(0, -1).join(', ')
          : (/^(.*?)\|/.exec(cutAtQuestion(normalize(sentence)))?.[1] ?? '');
      })
      .join('\n');

  const sideSaid = (replies: readonly string[]): AgeReading | undefined => {
    if (replies.some((reply) => under22.matches(reply))) return 'under-22';
    return replies.some((reply) => atLeast22.matches(reply)) ? '22-or-over' : undefined;
  };

  const readMentions = (mentions: readonly Mention[], reply: string): AgeReading => {
    const exact = mentions.filter(({ kind }) => EXACT.includes(kind));
    if (exact.length === 0) return mentions.length > 0 ? side(mentions.flatMap(agesOf)) : 'unclear';
    const kind = EXACT.find((one) => exact.some((mention) => mention.kind === one));
    const ages = exact.filter((mention) => mention.kind === kind).map(ageOf);
    // "20, 21 in the spring", "sixty four come december i'll be sixty five": what the birthday adds is no other age.
    const before = exact.find((one) => one.kind === 'next' && exact.some(({ value }) => value === one.value - 1));
    if (before && kind !== 'stated') return years(before.value - 1);
    return new Set(ages).size === 1 || isMended.matches(reply) ? years(ages.at(-1)) : 'unclear';
  };

  return {
    isSkipped: (text) => skip.matches(trim(normalize(text))),
    read(text, today) {
      const told = toldIn(text);
      const reply = trim(normalize(told));
      if (reply === '' || /^\D*[-−–]\s?\d/u.test(told)) return 'unclear';
      const said = sideSaid([reply]);
      if (said) return said;
      const born = agesAtBirth(told, today);
      if (born) return born.length === 1 ? years(born[0]) : side(born);
      if (isForOthers.matches(normalize(text))) return 'unclear';
      const { clauses, mentions } = mentionsIn(told);
      const read = readMentions(mentions, reply);
      return read === 'unclear' && mentions.length === 0 ? (sideSaid(clauses.map(trim)) ?? 'unclear') : read;
    },
  };
}

function ageOf({ kind, value }: Mention): number {
  if (kind === 'next') return value - 1;
  // "22 this year" may be 21 until the birthday; whoever is older or younger is on one side either way.
  return kind === 'thisYear' && value === APPROVED_FROM_YEARS ? Number.NaN : value;
}

/** Every age that a range may mean. */
function agesOf({ kind, value }: Mention): number[] {
  if (kind === 'roughly') return [value - NEAR_YEARS, value + NEAR_YEARS];
  if (kind === 'over') return [value, OLDEST];
  if (kind === 'under') return [YOUNGEST, value - 1];
  if (kind === 'laterDecade') return [value + 3, value + 9];
  return kind === 'decade' ? [value, value + 9] : [value];
}

function years(value: number | undefined): AgeReading {
  return value !== undefined && value >= YOUNGEST && value <= OLDEST ? value : 'unclear';
}

/** The side of the limit on which all these ages lie. */
function side(ages: readonly number[]): AgeReading {
  if (ages.length === 0 || ages.some((value) => value > OLDEST)) return 'unclear';
  if (ages.every((value) => value >= APPROVED_FROM_YEARS)) return '22-or-over';
  return ages.every((value) => value >= 0 && value < APPROVED_FROM_YEARS) ? 'under-22' : 'unclear';
}
