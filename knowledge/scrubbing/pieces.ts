// A message as pieces, for the scrub: words with how they are written and where they stand, numbers, addresses.
// Invariant: whatever has a digit or looks like an address is no word.
import { tokenize } from '../text';

export interface Piece {
  readonly kind: 'word' | 'number' | 'contact';
  /** The word in the form in which content and messages are compared; several for "after-care", none for what is no word. */
  readonly tokens: readonly string[];
  readonly digits: number;
  /** A capital anywhere in it. */
  readonly isCapitalised: boolean;
  /** The sentence or line in which it stands, counted from 0. */
  readonly sentence: number;
  readonly startsSentence: boolean;
  /** A punctuation mark or the end of a line follows. */
  readonly endsClause: boolean;
}

const CONTACT = /@|:\/\/|^\W*(?:www\.|#\p{L})|_|[\p{L}\p{N}-]\.\p{L}{2,}/iu;
const WORD = /\p{L}[\p{L}\p{M}]*(?:['’‘ʼ`´‐-]\p{L}[\p{L}\p{M}]*)*/gu;
const SENTENCE_END = /[.!?…\n\r\u2028\u2029]/u;

export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let sentence = 0;
  let startsSentence = true;
  const add = (piece: Pick<Piece, 'kind' | 'tokens'> & { readonly written: string }, after: string): void => {
    const { written, ...rest } = piece;
    pieces.push({
      ...rest,
      digits: written.match(/\p{N}/gu)?.length ?? 0,
      isCapitalised: /[\p{Lu}\p{Lt}]/u.test(written),
      sentence,
      startsSentence,
      endsClause: /[^\s\p{L}\p{M}\p{N}]|[\n\r\u2028\u2029]/u.test(after),
    });
    startsSentence = SENTENCE_END.test(after);
    if (startsSentence) sentence++;
  };

  // An address is one even with spaces around its sign; emoji say nothing that the clinic could answer.
  const plain = text
    .normalize('NFKC')
    .replace(/[\p{Extended_Pictographic}\p{Cf}]/gu, ' ')
    .replace(/\s*@\s+|\s+@(?=\S+\.)/gu, '@');
  for (const [chunk, space = ''] of chunksOf(plain)) {
    const tail = (/[^\p{L}\p{M}\p{N}]*$/u.exec(chunk)?.[0] ?? '') + space;
    if (CONTACT.test(chunk)) add({ kind: 'contact', tokens: [], written: chunk }, tail);
    else if (/\p{N}/u.test(chunk)) add({ kind: 'number', tokens: [], written: chunk }, tail);
    else {
      const words = [...chunk.matchAll(WORD)];
      words.forEach((word, at) => {
        const [written] = word;
        const end = word.index + written.length;
        const after = at === words.length - 1 ? tail : chunk.slice(end, words[at + 1]?.index);
        add({ kind: 'word', tokens: tokenize(written), written }, after);
      });
    }
  }
  return pieces;
}

/** What stands between spaces, each with the space behind it. */
function chunksOf(text: string): readonly (readonly [chunk: string, space: string])[] {
  return [...text.matchAll(/(\S+)(\s*)/gu)].map(([, chunk = '', space = '']) => [chunk, space]);
}
