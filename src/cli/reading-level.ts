// How hard a text is to read, as the school grade (Flesch-Kincaid) that it asks for. For checks while content is written:
// the packages are development dependencies, so the server never imports this file.
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
/** A sentence ends at its mark; a line of a list is a sentence without one. */
const SENTENCE_END = /[.!?]+(?=\s|$)|\n+(?=\s*[-•])/u;

/** The school grade of a text; 0 for one without words. */
export function gradeOf(text: string): number {
  const sentences = text.split(SENTENCE_END).filter((sentence) => wordsOf(sentence).length > 0);
  const words = wordsOf(text);
  if (words.length === 0) return 0;
  return fleschKincaid({
    sentence: sentences.length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0),
  });
}

function wordsOf(text: string): readonly string[] {
  return text.match(WORD) ?? [];
}
