// Raw text -> tokens, the one form in which content and messages are compared. Every reader of text goes through here.

/** The most characters of a message that are read; longer ones are refused before they come here. */
export const LONGEST_TEXT = 2000;

const TOKEN = /\d+(?:[.,]\d+)*|[\p{L}\p{M}]+\d*|\p{Extended_Pictographic}/gu;

/** Words that are tokens already; three alike letters in a row are never plain. */
const PLAIN = /^(?:([a-z])(?!\1\1))+(?: (?:([a-z])(?!\2\2))+)*$/;

/**
 * Lower-case tokens without punctuation, accents and apostrophes: "Can't I? Día 2" -> ["cant", "i", "dia", "2"].
 * Emoji are tokens of their own; skin tones and joiners are dropped.
 */
export function tokenize(text: string): string[] {
  // Nearly all of our own phrasings are of this kind, and there are thousands.
  if (PLAIN.test(text) && text.length <= LONGEST_TEXT) return text.split(' ');
  const plain = text
    .slice(0, LONGEST_TEXT)
    .normalize('NFKD')
    // Some characters come apart into many; what is read stays as long as it may be.
    .slice(0, LONGEST_TEXT)
    .toLowerCase()
    .replace(/['’‘ʼ`´]/g, '')
    .replace(/\p{Diacritic}|[\u{1F3FB}-\u{1F3FF}]|\u200d|\ufe0f/gu, '')
    .replace(/&/g, ' and ')
    .replace(/#/g, ' number ')
    .replace(/(\p{L})\1{2,}/gu, '$1$1');
  return plain.match(TOKEN) ?? [];
}

/** The tokens joined by single spaces. */
export function normalize(text: string): string {
  return tokenize(text).join(' ');
}

/** The sentences and lines of a message, in order; at least one unless the text is blank. */
export function sentences(text: string): string[] {
  return (text.slice(0, LONGEST_TEXT).match(/[^.?!;\n]+(?:\.(?=\d)[^.?!;\n]+)*[.?!;]*/gu) ?? [])
    .map((part) => part.trim())
    .filter((part) => tokenize(part).length > 0);
}
