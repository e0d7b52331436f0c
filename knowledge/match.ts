// Text -> what the patient means: entries that answer it, choices when in doubt, or what else it is. Pure and deterministic.
// The parts: reading.ts learns and reads, eligibility.ts knows who asks for themselves, certainty.ts says how sure to be.
import { certaintyOf } from './certainty';
import { createEligibilityReader } from './eligibility';
import { createTextReader, type TextReader, type TextReading } from './reading';
import type { Content, Entry, Intent, Subject } from './schema';

/** The answer to "which entries answer this?": sure, in doubt, or not at all. */
export type Match =
  | { readonly kind: 'answer'; readonly entries: readonly Entry[] }
  | { readonly kind: 'choices'; readonly entries: readonly Entry[] }
  | { readonly kind: 'none' };

export type IntentId = Intent['id'];

/** One thing that a message might be about, and why. `score` runs from 0 to 1. */
export interface Candidate {
  readonly kind: 'entry' | 'subject' | 'intent';
  readonly id: string;
  readonly score: number;
  /** The patient's words that spoke most for it. */
  readonly words: readonly string[];
}

/** All that was understood of one message. */
export interface Understanding {
  readonly match: Match;
  /** Set when the patient asks whether they themselves may have it; with the entry of the condition that they named. */
  readonly screening?: { readonly entry?: Entry };
  readonly intent?: IntentId;
  /** Subjects asked about on which the article is silent. */
  readonly subjects: readonly Subject[];
  /** About the skin or the treatment at all. */
  readonly aboutTreatment: boolean;
  /** How sure the first candidate is, from 0 to 1. */
  readonly confidence: number;
  /** The best candidates, best first: the match, the runners-up, and the words that decided. */
  readonly candidates: readonly Candidate[];
}

export interface Matcher {
  /** `lastTopics`: entry ids that the previous turn answered, for follow-ups such as "and after?". */
  understand(text: string, lastTopics?: readonly string[]): Understanding;
}

const CANDIDATES = 5;
/** From here on an entry is answered; below it, offered as a choice; below that, left out. */
const SURE = 0.62;
const DOUBTFUL = 0.2;
const MOST_CHOICES = 3;
/** A choice that is this improbable beside the first is no choice. */
const OFFERED = 0.02;
/** From here on a kind (some subject, some intent) is taken for recognised; its most probable label must reach the second. */
const RECOGNISED = 0.4;
const NAMED = 0.2;
/** No choices where this much speaks for something else than an entry. */
const ELSEWHERE = 0.7;

/** Learns from the content once; the matcher that it returns is pure. */
export function createMatcher(content: Content): Matcher {
  const reader = createTextReader(content);
  const { labels } = reader;
  const eligibility = createEligibilityReader({ ...content, reader });
  const entries = new Map(content.entries.map((entry) => [entry.id, entry]));
  const subjects = new Map(content.subjects.map((subject) => [subject.id, subject]));
  const domain = new Set(content.commands.domain.flatMap((word) => reader.termsOf(word).map(({ term }) => term)));
  const entryAt = (at: number): Entry[] => {
    const entry = labels[at]?.kind === 'entry' ? entries.get(labels[at].id) : undefined;
    return entry ? [entry] : [];
  };

  return {
    understand(text) {
      const terms = reader.termsOf(text);
      const reading = reader.read(terms);
      const { ranked, sure, first, kinds } = certaintyOf(reading, labels);
      const label = labels[first];
      const firstProbability = reading.probabilities[first] ?? 0;
      const base = {
        subjects: [],
        aboutTreatment: terms.some(({ term }) => domain.has(term)),
        confidence: label?.kind === 'entry' ? sure : firstProbability,
        candidates: candidatesOf(reader, reading),
        match: { kind: 'none' } as Match,
      };
      const screening = eligibility.read(text, reading);
      if (screening) {
        const entry = screening.topic === undefined ? undefined : entries.get(screening.topic);
        return { ...base, intent: 'screening', screening: entry ? { entry } : {} };
      }
      if (sure >= SURE) return { ...base, match: { kind: 'answer', entries: entryAt(ranked[0] ?? -1) } };
      const recognised = (kind: 'intent' | 'subject'): boolean =>
        label?.kind === kind && kinds[kind] >= RECOGNISED && firstProbability >= NAMED;
      if (recognised('intent') && label?.id !== 'screening') return { ...base, intent: label?.id as IntentId };
      // A term that stands for a subject names it, whatever else the words are like.
      const subject = subjects.get((recognised('subject') ? label?.id : reader.namedBy(terms, 'subject')) ?? '');
      if (subject) return { ...base, subjects: [subject] };
      if (sure < DOUBTFUL || kinds.subject + kinds.intent + kinds['off-topic'] > ELSEWHERE) return base;
      const choices = ranked
        .slice(0, MOST_CHOICES)
        .filter((at, place) => place < 2 || (reading.probabilities[at] ?? 0) >= OFFERED);
      return { ...base, match: { kind: 'choices', entries: choices.flatMap(entryAt) } };
    },
  };
}

function candidatesOf(reader: TextReader, { vector, probabilities }: TextReading): Candidate[] {
  return [...probabilities.keys()]
    .filter((at) => (probabilities[at] ?? 0) > 0.005 && reader.labels[at]?.kind !== 'off-topic')
    .sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))
    .slice(0, CANDIDATES)
    .map((at) => ({
      kind: reader.labels[at]?.kind as Candidate['kind'],
      id: reader.labels[at]?.id ?? '',
      score: probabilities[at] ?? 0,
      words: reader.wordsFor(vector, at),
    }));
}
