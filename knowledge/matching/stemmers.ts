// What the forms of one word share, by language: "scars" and "scarred", "duele" and "duelen". Words come normalised (text.ts).
import { stemmer as spanish } from '@orama/stemmers/spanish';

export type Stemmer = (token: string) => string;

/** The stemmer of a language; for one that has none here every word stands for itself. */
export function stemmerOf(locale: string): Stemmer {
  return STEMMERS[locale] ?? ((token) => token);
}

const STEMMERS: Readonly<Record<string, Stemmer>> = {
  en: stemEnglish,
  // Snowball's.
  es: (token) => (isShort(token) ? token : spanish(token)),
};

const isShort = (token: string): boolean => token.length < 4 || /\d/.test(token);

/** Cuts the commonest endings, so that "scars", "scarred" and "scarring" meet. Deliberately light: short words stay. */
function stemEnglish(token: string): string {
  if (isShort(token)) return token;
  let word = token;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) word = `${word.slice(0, -3)}y`;
  else if (/(?:sh|ch|x|ss|zz)es$/.test(word)) word = word.slice(0, -2);
  else if (word.endsWith('s')) word = word.slice(0, -1);
  for (const ending of ['ingly', 'edly', 'ing', 'ed', 'ly']) {
    if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
    word = word.slice(0, -ending.length);
    if (/([bdfgklmnprtz])\1$/.test(word) && !/(?:ll|ss|zz)$/.test(word)) word = word.slice(0, -1);
    break;
  }
  if (word.length > 3 && word.endsWith('e')) word = word.slice(0, -1);
  if (word.length > 3 && word.endsWith('y')) word = `${word.slice(0, -1)}i`;
  return word;
}
