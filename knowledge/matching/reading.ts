// Reads a text with what was learned from the phrasings of the content: how probable each entry, subject and intent is, and how
// much of the text was understood. What follows from that is decided elsewhere (certainty.ts, outcome.ts).
import { createClassifier } from '../learning/classifier';
import type { Content } from '../schema';
import { tokenize } from '../text';
import { dictionaryOf } from './dictionary';
import { createTermSpace, type Vector } from './features';
import { createLexiconReader, type Term } from './lexicon';
import { createPhrasings } from './phrasings';
import { createSpeller } from './spelling';
import { type Label, learnText, type TextLesson } from './text-lesson';

export type { Label } from './text-lesson';

export interface TextReading {
  /** The words after text-speak was expanded and spelling mended. */
  readonly words: readonly string[];
  readonly vector: Vector;
  readonly terms: readonly Term[];
  readonly probabilities: Float64Array;
  /** Likeness to the nearest phrasing of a label. */
  readonly likenessTo: (label: number) => number;
  /** Share of the words that some phrasing has, the rarer the weightier. */
  readonly known: number;
}

export interface TextReader {
  readonly labels: readonly Label[];
  termsOf(text: string): readonly Term[];
  read(text: string): TextReading;
  /** The first entry or subject that a term of the text nearly always stands for. */
  namedBy(terms: readonly Term[], kind: Label['kind']): string | undefined;
  /** The share of a text's words that the phrasings of a label have. */
  shareKnownTo(label: number, terms: readonly Term[]): number;
  /** The written words that speak most for a label. */
  wordsFor(vector: Vector, label: number): readonly string[];
}

/** `lesson`: what was learned from this content. */
export function createTextReader(content: Content, lesson: TextLesson = learnText(content).lesson): TextReader {
  const { labels, labelsOfTerms, vocabulary } = lesson;
  const lexicon = createLexiconReader(content);
  const speller = createSpeller({ vocabulary, dictionary: dictionaryOf(content.locale) });
  const wordsOf = (text: string): string[] => lexicon.respell(tokenize(text)).map(speller.mend);
  const space = createTermSpace(lesson.space);
  const classifier = createClassifier(lesson.weights);
  const phrasings = createPhrasings(lesson.phrasings);

  return {
    labels,
    namedBy: (terms, kind) =>
      terms.map(({ term }) => labels[labelsOfTerms.get(term) ?? -1]).find((label) => label?.kind === kind)?.id,
    termsOf: (text) => lexicon.terms(wordsOf(text)),
    shareKnownTo(label, terms) {
      const features = phrasings.featuresOf(label);
      return terms.filter((term) => features.has(space.featureOf(term) ?? -1)).length / Math.max(1, terms.length);
    },
    read(text) {
      const words = wordsOf(text);
      const terms = lexicon.terms(words);
      const vector = space.vectorOf(terms);
      return {
        words,
        vector,
        terms,
        probabilities: classifier.probabilities(vector),
        likenessTo: phrasings.likenessOf(vector),
        known: space.knownShare(terms),
      };
    },
    wordsFor(vector, label) {
      const shares = new Map<string, number>();
      vector.ids.forEach((_, at) => {
        const share = classifier.share(vector, at, label);
        const words = vector.written[at] ?? '';
        shares.set(words, (shares.get(words) ?? 0) + share);
      });
      return [...shares]
        .filter(([, share]) => share > 0.3)
        .sort((a, b) => b[1] - a[1])
        .slice(0, 4)
        .map(([words]) => words);
    },
  };
}

/** The reading without one label, its probability given to the others. */
export function ruledOut(reading: TextReading, at: number): TextReading {
  const rest = 1 - (reading.probabilities[at] ?? 0);
  if (rest < LEAST_REST) return reading;
  const probabilities = reading.probabilities.map((probability, place) => (place === at ? 0 : probability / rest));
  return { ...reading, probabilities };
}

/** What is left beside a label that is all but certain says nothing. */
const LEAST_REST = 0.0005;
