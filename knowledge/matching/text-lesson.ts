// Learns from all phrasings of the content what words say of a text's subject. What comes out is plain data that can be kept.
import type { Weights } from '../learning/classifier';
import { learnWeights } from '../learning/training';
import type { Content } from '../schema';
import { tokenize } from '../text';
import { dictionaryOf } from './dictionary';
import { type SpannedTerms, spanTerms } from './features';
import { createLexiconReader, type LexiconReader, type Term } from './lexicon';
import { type SortedPhrasings, sortPhrasings } from './phrasings';
import { indexTerms } from './term-index';

/** One thing that a message may be about. */
export interface Label {
  readonly kind: 'entry' | 'subject' | 'intent' | 'off-topic';
  readonly id: string;
}

export interface TextLesson {
  readonly labels: readonly Label[];
  /** Our words, with how often they are used. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly space: SpannedTerms;
  readonly weights: Weights;
  readonly phrasings: SortedPhrasings;
  /** The label that a term of the lexicon nearly always stands for. */
  readonly labelsOfTerms: ReadonlyMap<string, number>;
}

/** Found by trying (docs/decisions/0005). */
const TRAINING = { rounds: 2, fromCounts: true, sharpness: 1.5, orders: 3 };
const SPACE = { pairTexts: 3, skips: false, constant: false };

/** `terms`: those of every phrasing, for what else is learned from them. */
export function learnText(content: Content): { readonly lesson: TextLesson; readonly terms: readonly Term[][] } {
  const phrasings = phrasingsOf(content);
  const lexicon = createLexiconReader(content);
  const tokens = phrasings.map(({ text }) => lexicon.respell(tokenize(text)));
  const terms = tokens.map(lexicon.terms);
  const { space, vectors } = spanTerms(terms, SPACE);
  const labels: Label[] = [];
  const numbers = new Map<string, number>();
  const labelOf = phrasings.map(({ kind, id }) => {
    const key = `${kind}/${id}`;
    const number = numbers.get(key) ?? labels.push({ kind, id }) - 1;
    numbers.set(key, number);
    return number;
  });
  const set = { vectors, labels: labelOf, classes: labels.length, features: space.weights.length };
  const lesson = {
    labels,
    vocabulary: vocabularyOf(content, tokens, lexicon),
    space,
    weights: learnWeights(set, TRAINING),
    phrasings: sortPhrasings(set),
    labelsOfTerms: indexTerms(terms, labelOf, labels),
  };
  return { lesson, terms };
}

/** The words of the phrasings and alarms that are met more than twice, or are real words; and all words of the lexicon. */
function vocabularyOf(
  { alarmExamples, locale }: Content,
  phrasings: readonly (readonly string[])[],
  lexicon: LexiconReader,
): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (words: readonly string[]): void => {
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  };
  phrasings.forEach(count);
  for (const text of [...Object.values(alarmExamples.signs).flat(), ...alarmExamples.none]) count(tokenize(text));
  const dictionary = dictionaryOf(locale);
  const ours = new Map(
    [...counts].filter(([word, times]) => times > 2 || dictionary.has(word) || lexicon.words.has(word)),
  );
  for (const word of lexicon.words) if (!ours.has(word)) ours.set(word, 0);
  return ours;
}

interface Phrasing extends Label {
  readonly text: string;
}

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
