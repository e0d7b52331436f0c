// What a patient wrote -> what may be kept of it for the clinic: words of the dictionary and of ours; all else becomes a placeholder.
// Pure. Invariant: no digit, no address and no token outside of the allow-list comes out.
import { type Pattern, wholePattern } from './pattern';
import type { Content } from './schema';
import { type Piece, piecesOf } from './scrubbing/pieces';
import { createVocabulary } from './scrubbing/vocabulary';
import { LONGEST_TEXT, tokenize } from './text';

/** Stands for a word that was dropped, a number, and an address. */
export const PLACEHOLDERS = { word: '[…]', number: '[number]', contact: '[contact]' } as const;

/** The most words and placeholders that are kept of a message. */
export const LONGEST_SCRUBBED = 60;

/** So many digits in a row of numbers are a phone number. */
const PHONE_DIGITS = 9;
/** The most words of a template that announces a name, and how many words behind it are dropped: first name and surname. */
const LONGEST_ANNOUNCEMENT = 6;
const NAME_WORDS = 2;

/** The text without anything that could tell who wrote it, or undefined where too little of it is left. */
export type Scrubber = (text: string) => string | undefined;

export function createScrubber(content: Content): Scrubber {
  const vocabulary = createVocabulary(content);
  const { names, contacts, lists } = content.scrub;
  const beforeName = wholePattern(names, lists);
  const beforeContact = wholePattern(contacts, lists);
  const asking = new Set(content.lexicon.asking.flatMap(tokenize));

  const isName = (piece: Piece, at: number, pieces: readonly Piece[]): boolean => {
    if (piece.kind !== 'word' || !piece.isCapitalised || piece.tokens.every(vocabulary.hasCapitalised)) return false;
    if (!piece.startsSentence) return true;
    // Every sentence begins with a capital: there it takes more to tell a name.
    if (piece.tokens.every((token) => asking.has(token))) return false;
    const next = pieces[at + 1];
    if (next && !piece.endsClause && !next.startsSentence && isName(next, at + 1, pieces)) return true;
    // A short last line is a signature.
    return piece.sentence > 0 && pieces.filter(({ sentence }) => sentence === piece.sentence).length <= NAME_WORDS;
  };

  return (text) => {
    const pieces = piecesOf(text.slice(0, LONGEST_TEXT));
    const named = announced(pieces, beforeName, NAME_WORDS);
    const addressed = announced(pieces, beforeContact, 1);
    const kept = pieces.map((piece, at): string | undefined => {
      if (piece.kind !== 'word') return undefined;
      if (named.has(at) || addressed.has(at) || isName(piece, at, pieces)) return undefined;
      return piece.tokens.length > 0 && piece.tokens.every(vocabulary.has) ? piece.tokens.join(' ') : undefined;
    });
    const placeholder = ({ kind }: Piece, at: number): string => {
      if (kind === 'contact' || addressed.has(at) || isPhone(pieces, at)) return PLACEHOLDERS.contact;
      return PLACEHOLDERS[kind];
    };
    const words = pieces.map((piece, at) => kept[at] ?? placeholder(piece, at)).slice(0, LONGEST_SCRUBBED);
    const known = kept.slice(0, LONGEST_SCRUBBED).filter((word) => word !== undefined).length;
    if (known <= words.length - known) return undefined;
    // One placeholder for several in a row: how many words a name has is nobody's business either.
    return words.filter((word, at) => !word.startsWith('[') || word !== words[at - 1]).join(' ');
  };
}

/** The places of the pieces behind what a pattern announces; the first whatever stands between, the others in its clause. */
function announced(pieces: readonly Piece[], pattern: Pattern, count: number): ReadonlySet<number> {
  const found = new Set<number>();
  const ends = (at: number): boolean => {
    for (let length = 1; length <= Math.min(LONGEST_ANNOUNCEMENT, at); length++) {
      const before = pieces.slice(at - length, at);
      if (before.some(({ kind }) => kind !== 'word')) return false;
      if (pattern.matches(before.flatMap(({ tokens }) => tokens).join(' '))) return true;
    }
    return false;
  };
  for (const at of pieces.keys()) {
    if (!ends(at)) continue;
    for (let behind = at; behind < at + count; behind++) {
      found.add(behind);
      if (pieces[behind]?.endsClause) break;
    }
  }
  return found;
}

/** Whether the row of numbers around this place is long enough for a phone number. */
function isPhone(pieces: readonly Piece[], at: number): boolean {
  if (pieces[at]?.kind !== 'number') return false;
  const isNumber = (place: number): boolean => pieces[place]?.kind === 'number';
  let first = at;
  while (isNumber(first - 1)) first--;
  let digits = 0;
  for (let place = first; isNumber(place); place++) digits += pieces[place]?.digits ?? 0;
  return digits >= PHONE_DIGITS;
}
