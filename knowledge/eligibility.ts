// Whether somebody asks for themselves if they may have the treatment: words of permission, said of their own body.
import { softmax } from './classifier';
import { anywherePattern } from './pattern';
import type { Label, TextReading } from './reading';
import type { Content } from './schema';
import { normalize } from './text';

export interface EligibilityReader {
  /** Undefined unless the screening is wanted; with the entry of the condition that was named. */
  read(text: string, reading: TextReading, labels: readonly Label[]): { readonly topic?: string } | undefined;
}

export function createEligibilityReader(content: Content): EligibilityReader {
  const { eligibility, personal, otherPerson, lists } = content.commands;
  const asks = anywherePattern(eligibility, lists);
  const own = anywherePattern(personal, lists);
  const others = anywherePattern(otherPerson, lists);
  const conditions = new Set(content.screening.questions.map(({ topic }) => topic));

  return {
    read(text, reading, labels) {
      const normalized = normalize(text);
      const probabilities = softmax(reading.scores);
      let first = 0;
      let condition = -1;
      let screening = 0;
      labels.forEach(({ kind, id }, at) => {
        const probability = probabilities[at] ?? 0;
        if (probability > (probabilities[first] ?? 0)) first = at;
        if (kind === 'entry' && conditions.has(id) && probability > (probabilities[condition] ?? 0.15)) condition = at;
        if (kind === 'intent' && id === 'screening') screening = probability;
      });
      const topic = condition < 0 ? undefined : labels[condition]?.id;
      const wanted = topic === undefined ? {} : { topic };
      if (screening > 0.5) return wanted;
      if (others.find(normalized) || !own.find(normalized) || !asks.find(normalized)) return undefined;
      return condition >= 0 || screening > 0.2 ? wanted : undefined;
    },
  };
}
