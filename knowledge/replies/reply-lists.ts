// Reads a reply to a yes/no question by closed lists, where they know it. Lenient towards "yes" and "unsure", strict towards "no":
// every word of a "no" must be known, as a reply that is wrongly read as "no" would clear somebody who should wait.
import { anywherePattern, replacer, trimmer, wholePattern } from '../pattern';
import type { Question, Screening } from '../schema';
import { LONGEST_TEXT, normalize, sentences } from '../text';
import type { YesNoReading } from './reply-learner';
import { type Clause, createPieceReader } from './reply-pieces';

/** What the lists say of a reply. `whole`: of all of it, so that nothing is left to guess. */
export interface ListedReading {
  readonly reading: YesNoReading;
  readonly whole: boolean;
}

/** Compiles the lists of one question. `mend` puts normalised text right before it is read. Undefined: the lists do not know. */
export function createListReader(
  { lists, replies, spelling }: Screening,
  { reads, ever }: Question,
  mend: (normalized: string) => string,
): (text: string) => ListedReading | undefined {
  const entire = (templates: readonly string[]) => wholePattern(templates, lists);
  const anywhere = (templates: readonly string[]) => anywherePattern(templates, lists);
  const start = (templates: readonly string[]) => entire(templates.map((template) => `(${template}) [${REST}]`));
  const trim = trimmer(replies.fillers, lists);
  const cutAtTurns = replacer(replies.turns, lists, '\n');
  const takeOut = replacer([...replies.besides, ...reads.besides], lists, '');
  const saysUnsure = entire([...replies.unsure, ...reads.alone.unsure]);
  const saysYes = entire([...replies.yes, ...reads.alone.yes]);
  const saysNo = entire(replies.no);
  const isNoAlone = entire(replies.noAlone);
  const startsYes = start(replies.startsYes);
  const startsUnsure = start(replies.unsure);
  const asks = start(replies.asks);
  const isUnclear = anywhere(replies.unclear);
  const hasFamily = anywhere(reads.family);
  const hasUnsure = anywhere([...replies.hedges, ...reads.unsure]);
  const hasYes = anywhere(reads.yes);
  const hasHint = anywhere(reads.hints);
  const hasName = anywhere(spelling.lists.map((list) => `{${list}}`));
  const isOwn = (reply: string) => [hasYes, hasHint, hasUnsure].some((pattern) => pattern.matches(reply));
  const isPast = anywhere(ever ? [] : replies.past);
  const isDenied = anywhere(replies.negation);
  const isFlipped = anywhere(replies.flips);
  const isOther = anywhere(replies.otherPerson);

  const isDenial = createPieceReader(
    {
      denying: [...replies.no, ...reads.no],
      neutral: [...replies.neutral, ...reads.neutral, ...replies.fillers],
      joints: replies.joints,
    },
    lists,
    (words) => hasYes.matches(words) || hasHint.matches(words),
  );

  const readClause = (clause: string): YesNoReading | 'hint' | 'name' => {
    const reply = trim(clause);
    if (saysUnsure.matches(clause) || saysUnsure.matches(reply)) return 'unsure';
    if (startsUnsure.matches(reply)) return 'unsure';
    if (isOther.matches(reply)) return 'unclear';
    if (saysYes.matches(clause) || saysYes.matches(reply)) return 'yes';
    if (saysNo.matches(reply)) return 'no';
    const named = takeOut(reply);
    if (hasUnsure.matches(named)) return 'unsure';
    if (isDenied.matches(named)) return 'unclear';
    if (hasYes.matches(named)) return isPast.matches(named) ? 'unsure' : 'name';
    if (startsYes.matches(named)) return isPast.matches(named) ? 'unsure' : 'yes';
    return hasHint.matches(named) ? 'hint' : 'unclear';
  };

  /** Never "no": what does no harm when it is wrong, as "unsure" and "yes" both send the patient to the dermatologist. */
  const readClauses = (clauses: readonly string[]): YesNoReading | undefined => {
    const readings = clauses.map(readClause);
    if (readings.includes('unsure')) return 'unsure';
    if (readings.includes('name')) return 'yes';
    if (readings.includes('hint')) return 'unsure';
    const reply = clauses.join(' ');
    // "yes eczema" to the question about acne: whoever names only something else may have misread the question.
    const isElsewhere = hasName.matches(reply) && !isOwn(reply);
    if (!readings.includes('yes') || readings.includes('no')) return undefined;
    return isElsewhere ? 'unclear' : 'yes';
  };
  const toldIn = (text: string) =>
    sentences(text).filter((part) => !part.endsWith('?') && !asks.matches(trim(normalize(part))));
  const partsOf = (text: string): Clause[] => {
    // Every other piece is the punctuation before the next one.
    const pieces = text.slice(0, LONGEST_TEXT).split(PUNCTUATION);
    const words = pieces.map((piece) => mend(normalize(piece)));
    return words.flatMap((normalized, at) =>
      at % 2 === 0 && normalized ? [{ normalized, link: linkOf(pieces[at - 1] ?? '', words[at - 2] ?? '') }] : [],
    );
  };
  const clausesOf = (text: string) =>
    text
      .split(CLAUSE_END)
      .flatMap((part) => cutAtTurns(mend(normalize(part))).split('\n'))
      .filter(Boolean);

  const whole = (reading: YesNoReading): ListedReading => ({ reading, whole: true });
  const part = (reading: YesNoReading | undefined) => reading && { reading, whole: reading === 'unclear' };

  return (text) => {
    const reply = mend(normalize(text));
    const trimmed = trim(reply);
    if (reply === '') return whole('unclear');
    if (saysUnsure.matches(reply) || saysUnsure.matches(trimmed)) return whole('unsure');
    if (isUnclear.matches(reply)) return whole('unclear');
    if (text.includes('?') || asks.matches(trimmed))
      return part(readClauses(toldIn(text).flatMap(clausesOf))) ?? { reading: 'unclear', whole: false };
    if (hasFamily.matches(reply)) return part('unsure');
    if (isNoAlone.matches(reply)) return whole('no');
    const parts = partsOf(text);
    const isFlat = isDenial([{ normalized: reply, link: 'apart' }]);
    if (isFlat && !parts.some(({ normalized }) => isFlipped.matches(normalized)))
      // Without its punctuation "no, eliquis" would deny, with it the name may be the answer: that is to be asked again.
      return whole(isDenial(parts) ? 'no' : 'unclear');
    if (saysYes.matches(reply) || saysYes.matches(trimmed)) return whole('yes');
    return part(readClauses(clausesOf(text)));
  };
}

const CLAUSE_END = /[,;:!.()\n…–—]+|\s-+|-+\s/u;
/** Whatever stands between words, as nobody knows what else a patient may put between "no" and a name. */
const PUNCTUATION = /([^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Join_Control}'’‘ʼ`´&#% ]+)/u;
const SENTENCE_END = /[!;\n\r。！]|(?<!\.)\.(?!\.)/u;
const LIST_MARK = /^[,/-]$/u;

function linkOf(punctuation: string, before: string): Clause['link'] {
  if (before === '' || SENTENCE_END.test(punctuation)) return 'apart';
  return LIST_MARK.test(punctuation) ? 'list' : 'loose';
}
/** Any number of words, up to a story. */
const REST = '... ... ... ... ... ...';
