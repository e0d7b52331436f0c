// From probabilities to a decision: sure enough to answer, in doubt and so choices, or none. The limits were set on
// labelled questions (docs/decisions), since a wrong answer costs more than a question back.
import { softmax } from './classifier';
import type { Label, TextReading } from './reading';

export interface Decision {
  readonly kind: 'answer' | 'choices' | 'none';
  readonly entries: readonly string[];
  readonly subjects: readonly string[];
  readonly intent?: string;
}

const SURE = 0.62;
const DOUBTFUL = 0.4;
const OFFERED = 0.1;
const MOST_OFFERED = 3;

export function decideMatch(
  reading: TextReading,
  labels: readonly Label[],
): { decision: Decision; confidence: number } {
  const probabilities = softmax(reading.scores);
  const ranked = [...probabilities.keys()].sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  const first = labels[ranked[0] ?? 0];
  const confidence = (probabilities[ranked[0] ?? 0] ?? 0) * (reading.vector.ids.length === 0 ? 0 : 1);
  const none: Decision = { kind: 'none', entries: [], subjects: [] };
  if (!first || reading.vector.ids.length === 0) return { decision: none, confidence: 0 };
  const entries = ranked.filter((at) => labels[at]?.kind === 'entry');
  const mass = entries.reduce((sum, at) => sum + (probabilities[at] ?? 0), 0);
  if (first.kind === 'intent') return { decision: confidence > 0.4 ? { ...none, intent: first.id } : none, confidence };
  if (first.kind === 'subject')
    return { decision: { ...none, subjects: confidence > 0.3 ? [first.id] : [] }, confidence };
  const ids = entries.slice(0, MOST_OFFERED).filter((at, place) => place < 2 || (probabilities[at] ?? 0) > OFFERED);
  const named = ids.map((at) => labels[at]?.id ?? '');
  if (first.kind === 'entry' && confidence > SURE)
    return { decision: { ...none, kind: 'answer', entries: [first.id] }, confidence };
  if (mass > DOUBTFUL) return { decision: { ...none, kind: 'choices', entries: named }, confidence };
  return { decision: none, confidence };
}
