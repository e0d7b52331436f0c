// Reads a reply to a yes/no question by closed lists. Lenient towards "yes" and "unsure", strict towards "no":
// every word of a "no" must be known, as a reply that is wrongly read as "no" would clear somebody who should wait.
import { anywherePattern, replacer, trimmer, wholePattern } from '../pattern';
import type { Question, Screening } from '../schema';
import { normalize, sentences } from '../text';
import { createPieceReader } from './reply-pieces';

export type YesNoReading = 'yes' | 'no' | 'unsure' | 'unclear';

/** Compiles the lists of one question. `mend` may put normalised text right before it is read. */
export function createYesNoReader(
  { lists, replies }: Screening,
  { reads, ever }: Question,
  mend: (normalized: string) => string = (normalized) => normalized,
): (text: string) => YesNoReading {
  const whole = (templates: readonly string[]) => wholePattern(templates, lists);
  const anywhere = (templates: readonly string[]) => anywherePattern(templates, lists);
  const start = (templates: readonly string[]) => whole(templates.map((template) => `(${template}) [${REST}]`));
  const trim = trimmer(replies.fillers, lists);
  const cutAtTurns = replacer(replies.turns, lists, '\n');
  const takeOut = replacer([...replies.besides, ...reads.besides], lists, '');
  const isDenial = createPieceReader(
    {
      denying: [...replies.no, ...reads.no],
      neutral: [...replies.neutral, ...reads.neutral, ...replies.fillers],
      joints: replies.joints,
    },
    lists,
  );
  const saysUnsure = whole([...replies.unsure, ...reads.alone.unsure]);
  const saysYes = whole([...replies.yes, ...reads.alone.yes]);
  const saysNo = whole(replies.no);
  const isNoAlone = whole(replies.noAlone);
  const startsYes = start(replies.startsYes);
  const startsUnsure = start(replies.unsure);
  const asks = start(replies.asks);
  const isUnclear = anywhere(replies.unclear);
  const hasFamily = anywhere(reads.family);
  const hasUnsure = anywhere([...replies.hedges, ...reads.unsure]);
  const hasYes = anywhere(reads.yes);
  const hasHint = anywhere(reads.hints);
  const isPast = anywhere(ever ? [] : replies.past);
  const isDenied = anywhere(replies.negation);
  const isFlipped = anywhere(replies.flips);
  const isOther = anywhere(replies.otherPerson);

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
  const readClauses = (clauses: readonly string[]): YesNoReading => {
    const readings = clauses.map(readClause);
    if (readings.includes('unsure')) return 'unsure';
    if (readings.includes('name')) return 'yes';
    if (readings.includes('hint')) return 'unsure';
    return readings.includes('yes') && !readings.includes('no') ? 'yes' : 'unclear';
  };
  const toldIn = (text: string) =>
    sentences(text).filter((part) => !part.endsWith('?') && !asks.matches(trim(normalize(part))));
  const partsOf = (text: string) => text.split(CLAUSE_END).map((part) => mend(normalize(part)));
  const clausesOf = (text: string) =>
    partsOf(text)
      .flatMap((part) => cutAtTurns(part).split('\n'))
      .filter(Boolean);

  return (text) => {
    const reply = mend(normalize(text));
    const trimmed = trim(reply);
    if (reply === '') return 'unclear';
    if (saysUnsure.matches(reply) || saysUnsure.matches(trimmed)) return 'unsure';
    if (isUnclear.matches(reply)) return 'unclear';
    if (text.includes('?') || asks.matches(trimmed)) return readClauses(toldIn(text).flatMap(clausesOf));
    if (hasFamily.matches(reply)) return 'unsure';
    if (isNoAlone.matches(reply)) return 'no';
    if (isDenial(reply) && !partsOf(text).some(isFlipped.matches)) return 'no';
    if (saysYes.matches(reply) || saysYes.matches(trimmed)) return 'yes';
    return readClauses(clausesOf(text));
  };
}

const CLAUSE_END = /[,;:!.()\n…–—]+|\s-+\s/u;
/** Any number of words, up to a story. */
const REST = '... ... ... ... ... ...';
