// Learns from all phrasings of the content, and reads a text with what was learned: how probable each entry, subject and
// intent is, and how much of the text was understood. What follows from that is decided elsewhere (verdict of certainty.ts).

import { type Classifier, trainClassifier } from '../learning/classifier';
import type { Content } from '../schema';
import { tokenize } from '../text';
import { dictionaryOf } from './dictionary';
import { createSpace, type Vector } from './features';
import { createLexiconReader, type Term } from './lexicon';
import { createNearest } from './nearest';
import { createSpeller } from './spelling';
import { createTermIndex } from './term-index';

/** One thing that a message may be about. */
export interface Label {
  readonly kind: 'entry' | 'subject' | 'intent' | 'off-topic';
  readonly id: string;
}

export interface TextReading {
  /** The words after text-speak was expanded and spelling mended. */
  readonly words: readonly string[];
  readonly vector: Vector;
  readonly terms: readonly Term[];
  readonly probabilities: Float64Array;
  /** Likeness to the nearest phrasing of each label. */
  readonly likeness: Float64Array;
  /** Share of the words that some phrasing has, the rarer the weightier. */
  readonly known: number;
}

export interface TextReader {
  readonly labels: readonly Label[];
  /** The terms of every phrasing that was learned from. */
  readonly phrasings: readonly (readonly Term[])[];
  termsOf(text: string): readonly Term[];
  /** The same without mending misspelt words: quick, for texts of our own. */
  termsAsWritten(text: string): readonly Term[];
  read(text: string): TextReading;
  /** The first entry or subject that a term of the text nearly always stands for. */
  namedBy(terms: readonly Term[], kind: Label['kind']): string | undefined;
  /** The share of a text's words that the phrasings of a label have. */
  shareKnownTo(label: number, terms: readonly Term[]): number;
  /** The written words that speak most for a label. */
  wordsFor(vector: Vector, label: number): readonly string[];
}

interface Phrasing extends Label {
  readonly text: string;
}

/** Found by trying (docs/decisions/0005). */
const TRAINING = { rounds: 2, fromCounts: true, sharpness: 1.5 };

const SPACE = { pairTexts: 3, skips: false, constant: false };

export function createTextReader(content: Content): TextReader {
  const phrasings = phrasingsOf(content);
  const lexicon = createLexiconReader(content.lexicon);
  const tokens = phrasings.map(({ text }) => lexicon.respell(tokenize(text)));
  const dictionary = dictionaryOf(content.locale);
  const counts = new Map<string, number>();
  const count = (words: readonly string[]): void => {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  };
  tokens.forEach(count);
  for (const text of [...Object.values(content.alarmExamples.signs).flat(), ...content.alarmExamples.none])
    count(tokenize(text));
  const ours = new Map(
    [...counts].filter(([word, count]) => count > 2 || dictionary.has(word) || lexicon.words.has(word)),
  );
  for (const word of lexicon.words) if (!ours.has(word)) ours.set(word, 0);
  const speller = createSpeller({ vocabulary: ours, dictionary });
  const wordsOf = (text: string): string[] => lexicon.respell(tokenize(text)).map(speller.mend);

  const texts = tokens.map(lexicon.terms);
  const space = createSpace(texts, SPACE);
  const labels: Label[] = [];
  const numbers = new Map<string, number>();
  const labelOf = phrasings.map(({ kind, id }) => {
    const key = `${kind}/${id}`;
    const number = numbers.get(key) ?? labels.push({ kind, id }) - 1;
    numbers.set(key, number);
    return number;
  });
  const set = { vectors: space.vectors, labels: labelOf, classes: labels.length, features: space.size };
  const classifier: Classifier = trainClassifier(set, TRAINING);
  const nearest = createNearest(set);

  const labelsOfTerms = createTermIndex(texts, labelOf, labels);
  // Few labels are ever asked about.
  const termsOfLabels = new Map<number, ReadonlySet<string>>();
  const termsOfLabel = (label: number): ReadonlySet<string> => {
    const found =
      termsOfLabels.get(label) ??
      new Set(texts.flatMap((terms, at) => (labelOf[at] === label ? terms.map(({ term }) => term) : [])));
    termsOfLabels.set(label, found);
    return found;
  };

  return {
    labels,
    phrasings: texts,
    namedBy: (terms, kind) =>
      terms.map(({ term }) => labelsOfTerms.get(term)).find((label) => label?.kind === kind)?.id,
    termsOf: (text) => lexicon.terms(wordsOf(text)),
    termsAsWritten: (text) => lexicon.terms(lexicon.respell(tokenize(text))),
    shareKnownTo: (label, terms) =>
      terms.filter(({ term }) => termsOfLabel(label).has(term)).length / Math.max(1, terms.length),
    read(text) {
      const words = wordsOf(text);
      const terms = lexicon.terms(words);
      const vector = space.vectorOf(terms);
      return {
        words,
        vector,
        terms,
        probabilities: classifier.probabilities(vector),
        likeness: nearest.likeness(vector),
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
  const likeness = reading.likeness.map((like, place) => (place === at ? 0 : like));
  return { ...reading, probabilities, likeness };
}

/** What is left beside a label that is all but certain says nothing. */
const LEAST_REST = 0.0005;

function phrasingsOf({ entries, subjects, commands }: Content): Phrasing[] {
  const of = (kind: Label['kind'], id: string, texts: readonly string[]): Phrasing[] =>
    texts.map((text) => ({ kind, id, text }));
  return [
    ...entries.flatMap(({ id, question, alsoAsked }) => of('entry', id, [question, ...alsoAsked])),
    ...subjects.flatMap(({ id, alsoAsked }) => of('subject', id, alsoAsked)),
    ...commands.intents.flatMap(({ id, alsoAsked }) => of('intent', id, alsoAsked)),
    ...of('off-topic', 'off-topic', commands.offTopic),
  ];
}
