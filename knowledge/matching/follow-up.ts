// Follow-ups that have no subject of their own ("and after?", "how long?", "why?") are read together with the last answer.

import type { Content, Entry } from '../schema';
import { tokenize } from '../text';
import type { Label, TextReading } from './reading';

export interface FollowUpReader {
  /** The entry that a follow-up asks for. Undefined for what stands alone. */
  read(text: string, reading: TextReading, lastTopics: readonly string[]): Entry | undefined;
}

/** A related entry must fit a follow-up better than the last one does, and any other entry far better. */
const RELATED = 0.8;
const UNRELATED = 0.35;

export function createFollowUpReader(
  { entries, lexicon }: Pick<Content, 'entries' | 'lexicon'>,
  labels: readonly Label[],
): FollowUpReader {
  const leaning = new Set(lexicon.leaning.flatMap(tokenize));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));

  return {
    read(text, { likeness }, lastTopics) {
      const last = lastTopics.map((id) => byId.get(id)).find((entry) => entry !== undefined);
      const tokens = tokenize(text);
      if (!last || tokens.length === 0 || !tokens.every((token) => leaning.has(token))) return undefined;
      let best = last.id;
      let bestFit = 0;
      labels.forEach(({ kind, id }, at) => {
        if (kind !== 'entry') return;
        const nearness = id === last.id ? 1 : last.related.includes(id) ? RELATED : UNRELATED;
        const fit = (likeness[at] ?? 0) * nearness;
        if (fit <= bestFit) return;
        best = id;
        bestFit = fit;
      });
      return byId.get(best);
    },
  };
}
