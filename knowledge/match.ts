// Text -> what the patient means: entries that answer it, choices when in doubt, or what else it is. Pure and deterministic.
// In order: a follow-up of the last answer, the wish to be screened, several questions at once, one question.
import { certaintyOf } from './matching/certainty';
import { createEligibilityReader } from './matching/eligibility';
import { createFollowUpReader } from './matching/follow-up';
import { createOutcomeFinder, NOTHING, type Outcome } from './matching/outcome';
import { createTextReader, type TextReader, type TextReading } from './matching/reading';
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

/** The matcher of the content is pure. `reader`: reads with what was learned from this content. */
export function createMatcher(content: Content, reader: TextReader = createTextReader(content)): Matcher {
  const { labels } = reader;
  const eligibility = createEligibilityReader({ ...content, reader });
  const followUps = createFollowUpReader(content, labels);
  const finder = createOutcomeFinder(content, reader);
  const entries = new Map(content.entries.map((entry) => [entry.id, entry]));
  const domain = new Set(content.commands.domain.flatMap((word) => reader.termsOf(word).map(({ term }) => term)));

  const find = (
    text: string,
    reading: TextReading,
    lastTopics: readonly string[],
  ): Outcome & { readonly confidence?: number } => {
    // A bare number is no question, whatever phrasing has the same number in it.
    if (reading.words.every((word) => /^\d+$/.test(word))) return { ...NOTHING, confidence: 0 };
    // "ok" and "thanks" follow every answer, and ask for nothing.
    const isFollowing = lastTopics.length > 0 && labels[certaintyOf(reading, labels).first]?.kind !== 'intent';
    const followed = isFollowing ? followUps.read(text, reading, lastTopics) : undefined;
    if (followed) return { ...NOTHING, match: { kind: 'answer', entries: [followed.entry] }, confidence: followed.fit };

    const wish = eligibility.read(reading);
    if (!wish) return finder.findEach(text) ?? finder.find(reading);
    const entry = entries.get(wish.topic ?? '');
    return { ...NOTHING, intent: 'screening', screening: entry ? { entry } : {} };
  };

  return {
    understand(text, lastTopics = []) {
      const reading = reader.read(text);
      const { first, sure } = certaintyOf(reading, labels);
      const outcome = find(text, reading, lastTopics);
      return {
        confidence: labels[first]?.kind === 'entry' ? sure : (reading.probabilities[first] ?? 0),
        ...outcome,
        aboutTreatment: outcome.match.kind === 'answer' || reading.terms.some(({ term }) => domain.has(term)),
        candidates: candidatesOf(reader, reading),
      };
    },
  };
}

function candidatesOf(reader: TextReader, { vector, probabilities }: TextReading): Candidate[] {
  return [...probabilities.keys()]
    .filter((at) => (probabilities[at] ?? 0) > 0.0005 && reader.labels[at]?.kind !== 'off-topic')
    .sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0))
    .slice(0, CANDIDATES)
    .map((at) => ({
      kind: reader.labels[at]?.kind as Candidate['kind'],
      id: reader.labels[at]?.id ?? '',
      score: probabilities[at] ?? 0,
      words: reader.wordsFor(vector, at),
    }));
}
