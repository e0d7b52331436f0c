// Text -> what the patient means: entries that answer it, choices when in doubt, or what else it is. Pure and deterministic.
import { anywherePattern } from './pattern';
import { createLexiconReader } from './lexicon';
import type { Content, Entry, Intent, Subject } from './schema';
import { tokenize } from './text';

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

export function createMatcher(content: Content): Matcher {
  const reader = createLexiconReader(content.lexicon);
  const termsOf = (text: string) => reader.terms(reader.respell(tokenize(text)));
  const records: { kind: Candidate['kind']; id: string; terms: Set<string> }[] = [];
  for (const e of content.entries) for (const p of [e.question, ...e.alsoAsked]) records.push({ kind: 'entry', id: e.id, terms: new Set(termsOf(p).map((t) => t.term)) });
  for (const e of content.subjects) for (const p of e.alsoAsked) records.push({ kind: 'subject', id: e.id, terms: new Set(termsOf(p).map((t) => t.term)) });
  for (const e of content.commands.intents) for (const p of e.alsoAsked) records.push({ kind: 'intent', id: e.id, terms: new Set(termsOf(p).map((t) => t.term)) });
  const df = new Map<string, number>();
  for (const r of records) for (const t of r.terms) df.set(t, (df.get(t) ?? 0) + 1);
  const idf = (t: string) => Math.log(1 + records.length / (1 + (df.get(t) ?? 0)));
  const weight = (ts: Set<string>) => [...ts].reduce((n, t) => n + idf(t), 0);
  const sizes = records.map((r) => weight(r.terms));
  const eligibility = anywherePattern(content.commands.eligibility, content.commands.lists);
  const domain = new Set(content.commands.domain.flatMap((w) => termsOf(w).map((t) => t.term)));
  const entryOf = new Map(content.entries.map((e) => [e.id, e]));
  const subjectOf = new Map(content.subjects.map((e) => [e.id, e]));
  const conditions = new Set(content.screening.questions.map((q) => q.topic));

  return {
    understand(text) {
      const terms = termsOf(text);
      const set = new Set(terms.map((t) => t.term));
      const size = weight(set);
      const best = new Map<string, Candidate>();
      records.forEach((r, i) => {
        let shared = 0;
        for (const t of set) if (r.terms.has(t)) shared += idf(t);
        const score = size === 0 ? 0 : shared / (size + (sizes[i] ?? 0) - shared);
        if (score > (best.get(`${r.kind}/${r.id}`)?.score ?? 0.05))
          best.set(`${r.kind}/${r.id}`, { kind: r.kind, id: r.id, score, words: [...set].filter((t) => r.terms.has(t)) });
      });
      const candidates = [...best.values()].sort((a, b) => b.score - a.score).slice(0, 5);
      const [first, second] = candidates;
      const aboutTreatment = terms.some((t) => domain.has(t.term));
      const asks = eligibility.find(tokenize(text).join(' ')) !== undefined;
      const entry = first?.kind === 'entry' ? entryOf.get(first.id) : undefined;
      const base = { subjects: [], aboutTreatment, confidence: first?.score ?? 0, candidates, match: { kind: 'none' } as Match };
      if (!first || first.score < 0.2) return base;
      if (asks && entry && conditions.has(entry.id)) return { ...base, screening: { entry } };
      if (first.kind === 'intent') return { ...base, intent: first.id as IntentId, ...(first.id === 'screening' ? { screening: {} } : {}) };
      if (first.kind === 'subject') {
        const subject = subjectOf.get(first.id);
        return { ...base, subjects: subject ? [subject] : [] };
      }
      if (first.score > 0.45 && first.score - (second?.score ?? 0) > 0.05 && entry) return { ...base, match: { kind: 'answer', entries: [entry] } };
      const entries = candidates.flatMap((c) => (c.kind === 'entry' ? [entryOf.get(c.id)] : [])).filter((e) => e !== undefined).slice(0, 3);
      return { ...base, match: { kind: 'choices', entries } };
    },
  };
}
