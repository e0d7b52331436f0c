// Text -> what the patient means: entries that answer it, choices when in doubt, or what else it is. Pure and deterministic.
// The parts: reading.ts learns and reads, eligibility.ts knows who asks for themselves, certainty.ts says how sure to be.
import { decideMatch } from './certainty';
import { softmax } from './classifier';
import { createEligibilityReader } from './eligibility';
import { createTextReader, type TextReading } from './reading';
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

/** Learns from the content once; the matcher that it returns is pure. */
export function createMatcher(content: Content): Matcher {
  const reader = createTextReader(content);
  const eligibility = createEligibilityReader(content);
  const entries = new Map(content.entries.map((entry) => [entry.id, entry]));
  const subjects = new Map(content.subjects.map((subject) => [subject.id, subject]));
  const domain = new Set(content.commands.domain.flatMap((word) => reader.termsOf(word).map(({ term }) => term)));

  const candidatesOf = ({ vector, scores }: TextReading): Candidate[] => {
    const probabilities = softmax(scores);
    return [...probabilities.keys()]
      .sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))
      .flatMap((at) => {
        const label = reader.labels[at];
        return label && label.kind !== 'off-topic' ? [{ label, at }] : [];
      })
      .slice(0, CANDIDATES)
      .map(({ label, at }) => ({
        kind: label.kind as Candidate['kind'],
        id: label.id,
        score: probabilities[at] ?? 0,
        words: reader.wordsFor(vector, at),
      }));
  };

  return {
    understand(text) {
      const terms = reader.termsOf(text);
      const reading = reader.read(terms);
      const { decision, confidence } = decideMatch(reading, reader.labels);
      const candidates = candidatesOf(reading);
      const aboutTreatment = terms.some(({ term }) => domain.has(term));
      const base = { subjects: [], aboutTreatment, confidence, candidates, match: { kind: 'none' } as Match };

      const screening = eligibility.read(text, reading, reader.labels);
      if (screening) {
        const entry = screening.topic === undefined ? undefined : entries.get(screening.topic);
        return { ...base, intent: 'screening', screening: entry ? { entry } : {} };
      }
      const intent = decision.intent as IntentId | undefined;
      return {
        ...base,
        ...(intent ? { intent } : {}),
        subjects: decision.subjects.flatMap((id) => subjects.get(id) ?? []),
        match: matchOf(
          decision.kind,
          decision.entries.flatMap((id) => entries.get(id) ?? []),
        ),
      };
    },
  };
}

function matchOf(kind: Match['kind'], entries: readonly Entry[]): Match {
  return kind === 'none' || entries.length === 0 ? { kind: 'none' } : { kind, entries };
}
