// From a reading to an outcome: an answer where it is sure, choices where it is doubtful, else an intent, a subject or nothing.

import type { IntentId, Understanding } from '../match';
import type { Content, Entry } from '../schema';
import { type Certainty, certaintyOf } from './certainty';
import { type Label, ruledOut, type TextReader, type TextReading } from './reading';
import { createSegmenter } from './segments';

export type Outcome = Pick<Understanding, 'match' | 'subjects' | 'intent' | 'screening'>;

export const NOTHING: Outcome = { match: { kind: 'none' }, subjects: [] };

export interface OutcomeFinder {
  /** What a reading that is no wish for the screening comes to. */
  find(reading: TextReading): Outcome;
  /** The same of each question of a message, where it has several and each is clear; else undefined. */
  findEach(text: string): Outcome | undefined;
}

/** From here on an entry is answered; below it, offered as a choice; below that, left out. */
const SURE = 0.6;
const DOUBTFUL = 0.1;
/** Where several questions are answered at once, each must be this sure: one wrong answer spoils both. */
const EACH_SURE = 0.8;
/** An entry that has a rival this close is never sure. */
const RIVAL = 0.8;
/** Nor is one of which something else is so many times more probable. */
const OUTDONE = 1;
const MOST_CHOICES = 3;
/** A third choice that is less probable than this is no choice. */
const OFFERED = 0.02;
/** From here on a kind (some subject, some intent) is recognised; its most probable label must reach the second. */
const RECOGNISED = 0.4;
const NAMED = 0.2;
/** No choices where entries have less than this among them. */
const ENTRIES = 0.15;
/** Small talk has so many of its words from small talk: "I am 26, she is 30" is no goodbye. */
const MOSTLY_SMALLTALK = 0.4;
const QUESTIONS_OF_INTENT: readonly (string | undefined)[] = ['screening', 'person'];
/** So few words, or fewer, must be much like a phrasing of the subject: a stray word names none. */
const FEW_WORDS = 3;
const LIKE_SUBJECT = 0.5;

export function createOutcomeFinder(
  content: Pick<Content, 'entries' | 'subjects' | 'lexicon'>,
  reader: TextReader,
): OutcomeFinder {
  const { labels } = reader;
  const segmenter = createSegmenter(content.lexicon);
  const entries = new Map(content.entries.map((entry) => [entry.id, entry]));
  const subjects = new Map(content.subjects.map((subject) => [subject.id, subject]));
  const screening = labels.findIndex(({ kind, id }) => kind === 'intent' && id === 'screening');
  const entriesAt = (places: readonly number[]): Entry[] =>
    places.flatMap((at) => entries.get(labels[at]?.id ?? '') ?? []);

  const decide = (reading: TextReading, { ranked, sure, first, kinds }: Certainty, limit: number): Outcome => {
    const probability = (place: number): number => reading.probabilities[ranked[place] ?? -1] ?? 0;
    const label = labels[first];
    const isOutdone = label?.kind !== 'entry' && OUTDONE * (reading.probabilities[first] ?? 0) > probability(0);
    if (sure >= limit && !isOutdone && probability(1) < RIVAL * probability(0))
      return answer(entriesAt(ranked.slice(0, 1)));
    const isRecognised = (kind: Label['kind']): boolean =>
      label?.kind === kind && kinds[kind] >= RECOGNISED && (reading.probabilities[first] ?? 0) >= NAMED;
    const isMeant = (): boolean =>
      QUESTIONS_OF_INTENT.includes(label?.id) || reader.shareKnownTo(first, reading.terms) >= MOSTLY_SMALLTALK;
    if (isRecognised('intent') && isMeant()) return { ...NOTHING, intent: label?.id as IntentId };
    const isStray = reading.words.length <= FEW_WORDS && reading.likenessTo(first) * reading.known < LIKE_SUBJECT;
    // A term that stands for a subject names it, whatever else the words are like.
    const subject = subjects.get(
      (isRecognised('subject') && !isStray ? label?.id : reader.namedBy(reading.terms, 'subject')) ?? '',
    );
    if (subject) return { ...NOTHING, subjects: [subject] };
    if (sure < DOUBTFUL || kinds.entry < ENTRIES) return NOTHING;
    const choices = ranked.slice(0, MOST_CHOICES).filter((_, place) => place < 2 || probability(place) >= OFFERED);
    return { ...NOTHING, match: { kind: 'choices', entries: entriesAt(choices) } };
  };

  const find = (reading: TextReading, limit: number): Outcome => {
    const asked = ruledOut(reading, screening);
    return decide(asked, certaintyOf(asked, labels), limit);
  };

  return {
    find: (reading) => find(reading, SURE),
    findEach(text) {
      const outcomes = segmenter.questions(text).map((question) => find(reader.read(question), EACH_SURE));
      const isClear = ({ match, subjects: silent }: Outcome): boolean => match.kind === 'answer' || silent.length > 0;
      if (outcomes.length === 0 || !outcomes.every(isClear)) return undefined;
      const found = [...new Set(outcomes.flatMap(({ match }) => (match.kind === 'answer' ? match.entries : [])))];
      const silent = [...new Set(outcomes.flatMap((outcome) => outcome.subjects))];
      return { ...(found.length > 0 ? answer(found) : NOTHING), subjects: silent };
    },
  };
}

function answer(entries: readonly Entry[]): Outcome {
  return { ...NOTHING, match: { kind: 'answer', entries } };
}
