// How hard a text is to read, as the school grade that it asks for: Flesch-Kincaid for English, Crawford (1989) for Spanish. For checks while content is written:
// the packages are development dependencies, so the server never imports this file.
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
/** A sentence ends at its mark; a line of a list is a sentence without one. */
const SENTENCE_END = /[.!?]+(?=\s|$)|\n+(?=\s*[-•])/u;

/** The school grade of a text; 0 for one without words, and for a language without a formula here. */
export function gradeOf(text: string, locale = 'en'): number {
  const sentences = text.split(SENTENCE_END).filter((sentence) => wordsOf(sentence).length > 0);
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  const count = (syllablesOf: (word: string) => number): number =>
    words.reduce((sum, word) => sum + Math.max(1, syllablesOf(word)), 0);
  if (locale === 'en')
    return fleschKincaid({ sentence: sentences.length, word: words.length, syllable: count(syllable) });
  if (locale !== 'es') return 0;
  const perHundred = (number: number): number => (number / words.length) * 100;
  return -0.205 * perHundred(sentences.length) + 0.049 * perHundred(count(spanishSyllables)) - 3.407;
}

/** A strong or accented vowel makes a syllable; i and u make one where no such vowel stands beside them. */
function spanishSyllables(word: string): number {
  return word.toLowerCase().match(/[aeoáéíóú]|(?<![aeoáéíóúiuü])[iuü]+(?![aeoáéíóúiuü])/g)?.length ?? 0;
}

function wordsOf(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}
