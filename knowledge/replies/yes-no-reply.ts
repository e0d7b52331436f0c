// What a reply to a yes/no question says: the closed lists first, then what was learned from examples. A "no" that the lists
// do not vouch for must be all but certain, as a reply that is wrongly read as "no" clears somebody who should wait.
import type { Knowledge } from '../learn';
import { anywherePattern, wholePattern } from '../pattern';
import type { Question } from '../schema';
import { normalize } from '../text';
import { createReplyGuesser, READINGS, type ReplyGuess, type YesNoReading } from './reply-learner';
import { createListReader, type ListedReading } from './reply-lists';
import { createNameMender } from './reply-spelling';

export type { YesNoReading } from './reply-learner';

/** From this probability on a reply is a "no": where nothing speaks against it, where it makes an exception … */
const SURE_NO = 0.88;
const SURE_NO_WITH_EXCEPTION = 0.93;
/** … and where the lists read part of it as something else. */
const SURE_NO_AGAINST = { yes: 0.98, unsure: 0.95, unclear: 0.95, no: 0.88 } as const;
/** A "no" of which a larger share of the words is in no example is none; of less than a few known words nothing is learned. */
const KNOWN = 0.8;
const HARDLY_KNOWN = 0.5;
/** By this factor a reading that the lists found in part of the reply outweighs another. */
const LISTED = { yes: 2, unsure: 1.5, unclear: 3, no: 1 } as const;
/** The most probable reading counts from here on. */
const PROBABLE = 0.45;

/** No patient writes these; what has them is markup or code, whatever words are in it. */
const CODE = /[{}<>[\]\\|]/;

/** Any punctuation but a question mark: "botox? no" denies what it asks. */
const CLAUSE_END = /[^\p{L}\p{M}\p{N}'’‘ʼ`´&#%?\s]+|[\n\r]+/u;

export type YesNoReader = (question: Question, text: string) => YesNoReading;

export function createYesNoReader({ content, lessons }: Knowledge): YesNoReader {
  const { screening } = content;
  const mend = createNameMender(screening);
  const { lists, replies, spelling } = screening;
  // Compiled when first asked: all of them at once would hold up the start.
  const readers = new Map<string, ReturnType<typeof readersFor>>();
  const readersFor = (question: Question) => ({
    listed: createListReader(screening, question, mend),
    ownName: anywherePattern(
      [...question.names, ...question.near].map((list) => `{${list}}`),
      lists,
    ),
  });
  const readerOf = (question: Question) => {
    const reader = readers.get(question.id) ?? readersFor(question);
    readers.set(question.id, reader);
    return reader;
  };
  const guess = createReplyGuesser(content, lessons.replies, mend);
  const isFlipped = anywherePattern(replies.flips, lists);
  const hasException = anywherePattern(replies.exceptions, lists);

  const isHedged = anywherePattern(replies.hedges, lists);
  const names = spelling.lists.map((list) => `{${list}}`);
  const [hasName, isName] = [anywherePattern(names, lists), wholePattern(names, lists)];
  const { denying = [], past = [] } = replies.sorts;
  const isDeniedOrPast = anywherePattern([...denying, ...past, '{gone}', '{they}'], lists);
  const isWell = anywherePattern(['{good}', '{instead}'], lists);

  /** "no, eliquis": where a clause does nothing but name something, the name may be the answer; so may one nobody denies. */
  const isNamed = (text: string, reply: string): boolean =>
    (hasName.matches(reply) && !isDeniedOrPast.matches(reply)) ||
    text.split(CLAUSE_END).some((clause) => isName.matches(mend(normalize(clause))));

  const isSureNo = (text: string, { no, known }: ReplyGuess, listed: ListedReading | undefined): boolean => {
    const reply = mend(normalize(text));
    if (known < KNOWN || [isFlipped, isHedged].some((one) => one.matches(reply)) || isNamed(text, reply)) return false;
    // A question is no denial, and nor is what neither denies nor says that it is over.
    if (text.includes('?') || !(isDeniedOrPast.matches(reply) || isWell.matches(reply))) return false;
    if (listed) return no >= SURE_NO_AGAINST[listed.reading];
    return no >= (hasException.matches(reply) ? SURE_NO_WITH_EXCEPTION : SURE_NO);
  };

  return (question, text) => {
    const reader = readerOf(question);
    const listed = reader.listed(text);
    if (listed?.whole) return listed.reading;
    const guessed = guess(question, text);
    if (!listed && (guessed.known < HARDLY_KNOWN || CODE.test(text))) return 'unclear';
    const weight = (reading: YesNoReading): number =>
      guessed[reading] * (reading === listed?.reading ? LISTED[reading] : 1);
    const likeliest = (readings: readonly YesNoReading[]): YesNoReading =>
      readings.reduce((a, b) => (weight(b) > weight(a) ? b : a));
    const best = likeliest(READINGS);
    // What is all but a "no" is read as what it would be otherwise, so that it is looked at or asked again.
    if (best === 'no') return isSureNo(text, guessed, listed) ? 'no' : (listed?.reading ?? likeliest(CAUTIOUS));
    if (listed) return best;
    // "i take warfarin", to the question about acne: who names only something else may have misread the question.
    const reply = mend(normalize(text));
    const isElsewhere = hasName.matches(reply) && !reader.ownName.matches(reply);
    return weight(best) >= PROBABLE && !(best === 'yes' && isElsewhere) ? best : 'unclear';
  };
}

/** A likely "no" that is not sure enough is never made a "yes". */
const CAUTIOUS: readonly YesNoReading[] = ['unsure', 'unclear'];
