// In which language a message is written, told by whole words: a word counts for a language where no other one has it.
// Names count for none: "Maria said it hurts" is English.
import { dictionaryOf, namesOf } from './matching/dictionary';
import type { Content } from './schema';
import { phrasingsOf } from './scrubbing/vocabulary';
import { tokenize } from './text';

/** The language that a message is surely written in; undefined where it may be in several, or in none of ours. */
export type LanguageDetector = (text: string) => string | undefined;

/** Words of one language must be so many times those of every other one together. */
const SURELY = 2;
/** Of all words, those that the language has must be this share: a message in a third language is in none of ours. */
const KNOWN = 0.6;
/** The most words that are looked at. */
const MOST_WORDS = 100;

export function createLanguageDetector(contents: readonly Content[]): LanguageDetector {
  const languages = contents.map((content) => ({ locale: content.locale, words: wordsOf(content) }));
  const names = new Set(contents.flatMap(({ locale }) => [...namesOf(locale)]));
  return (text) => {
    const words = tokenize(text)
      .filter((token) => /^\p{L}+$/u.test(token) && !names.has(token))
      .slice(0, MOST_WORDS);
    const known = words.map((word) => languages.filter((language) => language.words.has(word)));
    const own = (locale: string): number =>
      known.filter(([first, ...others]) => first?.locale === locale && others.length === 0).length;
    const found = languages.find(({ locale }) => {
      const others = languages.reduce((sum, other) => sum + (other.locale === locale ? 0 : own(other.locale)), 0);
      const has = known.filter((ones) => ones.some((one) => one.locale === locale)).length;
      return own(locale) > others * SURELY && has >= words.length * KNOWN;
    });
    return found?.locale;
  };
}

/** What a message of this language may be made of: its common words, and those that our phrasings have. */
function wordsOf(content: Content): ReadonlySet<string> {
  const { spellings } = content.lexicon;
  const ours = [...phrasingsOf(content), ...Object.keys(spellings), ...Object.values(spellings)].flatMap(tokenize);
  return new Set([...dictionaryOf(content.locale), ...ours]);
}
