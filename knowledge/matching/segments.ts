// Splits a message that asks several things: "does it hurt and how long does it take?" -> two questions.
// A message of one question, however long its story, stays whole: its words belong together.
import type { Lexicon } from '../schema';
import { sentences, tokenize } from '../text';
import { createAskingTest } from './asking';

export interface Segmenter {
  /** The questions of a message, where it has two to five; else empty. */
  questions(text: string): readonly string[];
}

const MOST_QUESTIONS = 5;

export function createSegmenter({ asking, joining }: Pick<Lexicon, 'asking' | 'joining'>): Segmenter {
  if (asking.length === 0) return { questions: () => [] };
  const joiners = joining.length > 0 ? `(?:\\s+(?:${joining.join('|')}))+` : '';
  // Between a joining word or a comma and a word that begins a question, a new question begins.
  const seam = new RegExp(`(?:,?${joiners}|,)\\s+(?=(?:${asking.join('|')})\\b)`, 'iu');
  const isAsking = createAskingTest({ asking });
  const fillers = new Set(joining.flatMap(tokenize));
  const isQuestion = (part: string): boolean => {
    const tokens = tokenize(part);
    while (tokens.length > 1 && fillers.has(tokens[0] ?? '')) tokens.shift();
    return isAsking(tokens.join(' ')) || (part.endsWith('?') && tokens.length > 1);
  };

  return {
    questions(text) {
      const questions = sentences(text)
        .flatMap((sentence) => plain(sentence).split(seam))
        .filter(isQuestion);
      return questions.length > 1 && questions.length <= MOST_QUESTIONS ? questions : [];
    },
  };
}

/** Without what a seam would stumble over: accents, and the signs before a Spanish question. */
function plain(sentence: string): string {
  return sentence.normalize('NFD').replace(/[\p{Diacritic}¿¡]/gu, '');
}
