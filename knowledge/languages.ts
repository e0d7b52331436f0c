// In which language a message is written, told by whole words: a word counts for a language where no other one has it.
// Names count for none: "Maria said it hurts" is English.
import { namesOf, tellingWordsOf } from './matching/dictionary';
import type { Content } from './schema';
import { phrasingsOf } from './scrubbing/vocabulary';
import { tokenize } from './text';

/** The language that a message is surely written in; undefined where it may be in several, or in none of ours. */
export type LanguageDetector = (text: string) => string | undefined;

/** Of all words, those that the language has must be this share: a message in a third language is in none of ours. */
const KNOWN = 0.6;
/** The most words that are looked at. */
const MOST_WORDS = 100;
/** A word that is met so often in our phrasings is none of another language ("hola", once), and no name ("cara", "rojo"). */
const FREQUENT = 8;

export function createLanguageDetector(contents: readonly Content[]): LanguageDetector {
  const locales = contents.map(({ locale }) => locale);
  const lists = locales.map(tellingWordsOf);
  const ours = contents.map(countWords);
  const languages = lists.map((list, at) => {
    const isOurs = ([word, count]: [string, number]): boolean =>
      count >= FREQUENT || lists.every((other, place) => place === at || !other.has(word));
    return new Set([...list, ...[...(ours[at] ?? [])].filter(isOurs).map(([word]) => word)]);
  });
  const isFrequent = (word: string): boolean => ours.some((counts) => (counts.get(word) ?? 0) >= FREQUENT);
  const names = new Set(locales.flatMap((locale) => [...namesOf(locale)]).filter((name) => !isFrequent(name)));

  return (text) => {
    const words = tokenize(text)
      .filter((token) => /^\p{L}{2,}$/u.test(token) && !names.has(token))
      .slice(0, MOST_WORDS);
    const speakers = words.map((word) => languages.flatMap((language, at) => (language.has(word) ? [at] : [])));
    const own = locales.map((_, at) => speakers.filter((ones) => ones.length === 1 && ones[0] === at).length);
    const most = own.indexOf(Math.max(...own));
    if (own.filter((count) => count === own[most]).length > 1) return undefined;
    const known = speakers.filter((ones) => ones.includes(most)).length;
    return known >= words.length * KNOWN ? locales[most] : undefined;
  };
}

/** How often our phrasings and example replies have each word. */
function countWords(content: Content): Map<string, number> {
  const replies = Object.values(content.replyExamples).flatMap((readings) => Object.values(readings).flat());
  const counts = new Map<string, number>();
  for (const word of [...phrasingsOf(content), ...replies].flatMap(tokenize))
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
