// Reads a reply to the age question: a number, number words, a decade, or a date of birth seen from today.
// A number among words that are not foreseen ("2 kids", "my son is 30") is not taken for the patient's age.

import { trimmer, wholePattern } from '../pattern';
import { APPROVED_FROM_YEARS } from '../rules';
import type { Screening } from '../schema';
import type { Day } from '../screening';
import { normalize, sentences } from '../text';
import { createBirthReader } from './birth-date';
import { takeNumbers } from './number-words';

export type AgeReading = number | 'under-22' | '22-or-over' | 'unclear';

const YOUNGEST = 1;
const OLDEST = 120;
/** "about 24" may be 21: so near to the limit nothing but an exact age counts. */
const NEAR_YEARS = 3;

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
  const [reached, exact, next] = [whole(age.reached), whole(age.exact), whole(age.next)];
  const [decade, laterDecade] = [whole(age.decade), whole(age.laterDecade)];
  const [roughly, over, under] = [whole(age.roughly), whole(age.over), whole(age.under)];
  const between = whole(age.between);
  const afterOthers = whole(lists['age-after-others'] ?? []);
  const agesAtBirth = createBirthReader(screening);

  /** "thirties" -> "30 s", the form that "30s" has. */
  const decadeDigits = (word: string) => (Object.hasOwn(age.decades, word) ? `${age.decades[word]} s` : word);

  const readNumbers = (reply: string): AgeReading => {
    const { shape, numbers } = takeNumbers(reply.replace(/\S+/g, decadeDigits), age.numbers);
    const [first] = numbers;
    if (first === undefined) return 'unclear';
    if (afterOthers.matches(shape)) return years(numbers.at(-1));
    if (reached.matches(shape)) return years(first);
    // The wary readings come first: "22 in may" is 21, whatever else it looks like.
    if (next.matches(shape)) return years(first - 1);
    if (laterDecade.matches(shape)) return side([first + 3, first + 9]);
    if (decade.matches(shape)) return side([first, first + 9]);
    if (exact.matches(shape)) return years(first);
    if (roughly.matches(shape)) return side([first - NEAR_YEARS, first + NEAR_YEARS]);
    if (over.matches(shape)) return first >= APPROVED_FROM_YEARS ? side([first, OLDEST]) : 'unclear';
    if (under.matches(shape)) return first <= APPROVED_FROM_YEARS ? side([YOUNGEST, first - 1]) : 'unclear';
    return between.matches(shape) ? side(numbers) : 'unclear';
  };

  return {
    isSkipped: (text) => skip.matches(trim(normalize(text))),
    read(text, today) {
      const told = sentences(text)
        .filter((sentence) => !sentence.endsWith('?'))
        .join(' ');
      const reply = trim(normalize(told));
      if (reply === '' || /^\D*[-−–]\s?\d/u.test(told)) return 'unclear';
      if (under22.matches(reply)) return 'under-22';
      if (atLeast22.matches(reply)) return '22-or-over';
      const born = agesAtBirth(told, today);
      return born ? (born.length === 1 ? years(born[0]) : side(born)) : readNumbers(reply);
    },
  };
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
