// In which language a message is written, told by whole words: a word counts for a language where no other one has it.
// Names count for none: "Maria said it hurts" is English.
import type { Knowledge } from './learn';
import { namesOf, tellingWordsOf } from './matching/dictionary';
import type { Content } from './schema';
import { phrasingsOf } from './scrubbing/vocabulary';
import { tokenize } from './text';

/** The language in which most of a message is. */
export interface DetectedLanguage {
  readonly locale: string;
  /** True where some words of it are of another language alone. */
  readonly isMixed: boolean;
}

/** Undefined where a message may be in several of our languages, or is in none of them. */
export type LanguageDetector = (text: string) => DetectedLanguage | undefined;

/** The words of one language, as plain data that can be kept. */
export interface WordLesson {
  /** Common words by which it can be told. */
  readonly common: ReadonlySet<string>;
  /** How often our phrasings and example replies have each word. */
  readonly ours: ReadonlyMap<string, number>;
  readonly names: ReadonlySet<string>;
}

export function learnWords(content: Content): WordLesson {
  const replies = Object.values(content.replyExamples).flatMap((readings) => Object.values(readings).flat());
  const ours = new Map<string, number>();
  for (const word of [...phrasingsOf(content), ...replies].flatMap(tokenize)) ours.set(word, (ours.get(word) ?? 0) + 1);
  return { common: tellingWordsOf(content.locale), ours, names: namesOf(content.locale) };
}

/** Of all words, those that the language has must be this share: a message in a third language is in none of ours. */
const KNOWN = 0.6;
/** The most words that are looked at. */
const MOST_WORDS = 100;
/** A word that is met so often in our phrasings is none of another language ("hola", once), and no name ("cara", "rojo"). */
const FREQUENT = 8;
/** From so many phrasings on a word is one of ours, and no slip. */
const MET = 3;
/** So few words tell a language by those alone that are ours: lists of words have slang and loans too. */
const FEW_WORDS = 2;

export function createLanguageDetector(knowledge: readonly Knowledge[]): LanguageDetector {
  const languages = knowledge.map(({ content, lessons }) => ({ locale: content.locale, ...lessons.words }));
  const isFrequent = (word: string): boolean => languages.some(({ ours }) => (ours.get(word) ?? 0) >= FREQUENT);
  const isName = (word: string): boolean => !isFrequent(word) && languages.some(({ names }) => names.has(word));

  /** The places of the languages that have the word. */
  const speakersOf = (word: string): number[] =>
    languages.flatMap(({ common, ours }, at) => {
      if (common.has(word)) return [at];
      const count = ours.get(word) ?? 0;
      const isOurs = count >= FREQUENT || languages.every((other, place) => place === at || !other.common.has(word));
      return count >= MET && isOurs ? [at] : [];
    });

  return (text) => {
    const words = tokenize(text)
      .filter((token) => /^\p{L}{2,}$/u.test(token) && !isName(token))
      .slice(0, MOST_WORDS);
    const speakers = words.map(speakersOf);
    const tells = (at: number, place: number): boolean => speakers[place]?.length === 1 && speakers[place]?.[0] === at;
    const own = languages.map((_, at) => words.filter((_word, place) => tells(at, place)));
    const counts = own.map(({ length }) => length);
    const most = counts.indexOf(Math.max(...counts));
    const language = languages[most];
    if (!language || counts[most] === 0 || counts.filter((count) => count === counts[most]).length > 1)
      return undefined;
    const known = speakers.filter((ones) => ones.includes(most)).length;
    if (known < words.length * KNOWN) return undefined;
    const isMet = (word: string): boolean => (language.ours.get(word) ?? 0) >= MET;
    if (words.length <= FEW_WORDS && !own[most]?.some(isMet)) return undefined;
    return { locale: language.locale, isMixed: counts.some((count, at) => at !== most && count > 0) };
  };
}
