// Cuts a reply into known pieces. A reply is only denied when every word of it belongs to a piece that was foreseen:
// one word that nobody thought of ("no, except ...") and it is not a "no".
import { type Lists, type Pattern, PIECE, wholePattern } from '../pattern';
import { indexTemplates } from '../template-words';
import { tokenize } from '../text';

const LONGEST_PIECE = 16;
const LONGEST_REPLY = 48;

export interface PieceTemplates {
  readonly denying: readonly string[];
  readonly neutral: readonly string[];
  /** May stand before a piece. */
  readonly joints: readonly string[];
}

/** A part of a reply between two clause ends. */
export interface Clause {
  readonly normalized: string;
  /**
   * What may reach over the end of the clause before it. "apart": nothing, as at a full stop; "loose": what has not denied
   * anything yet ("eczema: no"); "list": a list of what is denied as well ("no herpes, warts or sores").
   */
  readonly link: 'apart' | 'loose' | 'list';
}

/** Tells whether all clauses can be cut into denying and neutral pieces, at least one of which denies. */
export type PieceReader = (clauses: readonly Clause[]) => boolean;

/** `names` tells whether words name what the question asks about. */
export function createPieceReader(
  { denying, neutral, joints }: PieceTemplates,
  lists: Lists,
  names: (normalized: string) => boolean,
): PieceReader {
  const joint = joints.length > 0 ? `[${joints.join('|')}]` : '';
  const templates = [...denying, ...neutral];
  // Compiled when first needed: all of them at once would hold up the start by half a second.
  const patterns: Pattern[] = [];
  const patternAt = (place: number): Pattern => {
    patterns[place] ??= wholePattern([`${joint} (${templates[place] ?? ''})`], lists);
    return patterns[place];
  };
  const index = indexTemplates(templates, lists);
  const known = new Set([...templates, ...joints].flatMap((template) => wordsOf(template, lists)));

  return (clauses) => {
    const normalized = clauses.map((clause) => clause.normalized).join(' ');
    const words = normalized.split(' ');
    if (words.length > LONGEST_REPLY || !words.every((word) => known.has(word))) return false;
    const candidates = index.candidates(normalized);
    const pick = (isDenying: boolean) =>
      candidates.filter((place) => place < denying.length === isDenying).map(patternAt);
    const [denials, others] = [pick(true), pick(false)];
    const denies = (piece: string) => denials.some((pattern) => pattern.matches(piece));
    const ends = endsOf(clauses);
    const isWhole = (start: number, end: number): boolean =>
      ends
        .filter(({ at }) => at > start && at < end)
        .every(({ at, link }) => {
          const before = words.slice(start, at).join(' ');
          return link !== 'apart' && (!denies(before) || (link === 'list' && names(before)));
        });
    return canBeCut(words, { denies, isNeutral: (piece) => others.some((one) => one.matches(piece)), isWhole });
  };
}

/** Where a clause ends that another one follows, in words from the start. */
function endsOf(clauses: readonly Clause[]): { at: number; link: Clause['link'] }[] {
  let at = 0;
  return clauses.slice(1).map(({ link }, before) => {
    at += clauses[before]?.normalized.split(' ').length ?? 0;
    return { at, link };
  });
}

interface Cut {
  denies(piece: string): boolean;
  isNeutral(piece: string): boolean;
  /** False where a clause end parts a denial from what follows: "no, eliquis" is not "no eliquis". */
  isWhole(start: number, end: number): boolean;
}

function canBeCut(words: readonly string[], { denies, isNeutral, isWhole }: Cut): boolean {
  // Per position: can it be reached by neutral pieces alone, and can it be reached with a denial among them?
  const plain = [true, ...words.map(() => false)];
  const denied = [false, ...words.map(() => false)];
  for (let start = 0; start < words.length; start++) {
    if (!plain[start] && !denied[start]) continue;
    for (let end = start + 1; end <= Math.min(words.length, start + LONGEST_PIECE); end++) {
      if (denied[end]) continue;
      const piece = words.slice(start, end).join(' ');
      if (denies(piece) && isWhole(start, end)) denied[end] = true;
      else if (isNeutral(piece) && isWhole(start, end)) {
        plain[end] ||= plain[start] === true;
        denied[end] ||= denied[start] === true;
      }
    }
  }
  return denied[words.length] === true;
}

/** Every word of a template and of the lists that it names. */
function wordsOf(template: string, lists: Lists): string[] {
  return [...template.matchAll(PIECE)].flatMap(([piece]) =>
    piece.startsWith('{')
      ? (lists[piece.slice(1, -1)] ?? []).flatMap((member) => wordsOf(member, lists))
      : tokenize(piece),
  );
}
