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

/** Tells whether a whole text can be cut into denying and neutral pieces, at least one of which denies. */
export function createPieceReader(
  { denying, neutral, joints }: PieceTemplates,
  lists: Lists,
): (normalized: string) => boolean {
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

  return (normalized) => {
    const words = normalized.split(' ');
    if (words.length > LONGEST_REPLY || !words.every((word) => known.has(word))) return false;
    const candidates = index.candidates(normalized);
    const pick = (isDenying: boolean) =>
      candidates.filter((place) => place < denying.length === isDenying).map(patternAt);
    return canBeCut(words, pick(true), pick(false));
  };
}

function canBeCut(words: readonly string[], denying: readonly Pattern[], neutral: readonly Pattern[]): boolean {
  // Per position: can it be reached by neutral pieces alone, and can it be reached with a denial among them?
  const plain = [true, ...words.map(() => false)];
  const denied = [false, ...words.map(() => false)];
  for (let start = 0; start < words.length; start++) {
    if (!plain[start] && !denied[start]) continue;
    for (let end = start + 1; end <= Math.min(words.length, start + LONGEST_PIECE); end++) {
      if (denied[end]) continue;
      const piece = words.slice(start, end).join(' ');
      if (denying.some((pattern) => pattern.matches(piece))) denied[end] = true;
      else if (neutral.some((pattern) => pattern.matches(piece))) {
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
