// Follow-ups that have no subject of their own ("and after?", "how long?", "why?") are read together with the last answer.

import type { Content, Entry } from '../schema';
import { tokenize } from '../text';
import type { Label, TextReading } from './reading';

export interface FollowUp {
  readonly entry: Entry;
  /** How well it fits what was said, from 0 to 1. */
  readonly fit: number;
}

export interface FollowUpReader {
  /** The entry that a follow-up asks for. Undefined for what stands alone. */
  read(text: string, reading: TextReading, lastTopics: readonly string[]): FollowUp | undefined;
}

/** A related entry must fit a follow-up better than the last one does, and any other entry far better. */
const RELATED = 0.8;
const UNRELATED = 0.25;
/** An entry that is less like the follow-up than this does not fit it. */
const FITTING = 0.15;
/** A silent subject that is as like as this, and likelier than the entry, is what was asked about. */
const SILENT = 0.9;

export function createFollowUpReader(
  { entries, lexicon }: Pick<Content, 'entries' | 'lexicon'>,
  labels: readonly Label[],
): FollowUpReader {
  const leaning = new Set(lexicon.leaning.flatMap(tokenize));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));

  return {
    read(text, { likenessTo }, lastTopics) {
      const last = lastTopics.map((id) => byId.get(id)).find((entry) => entry !== undefined);
      const tokens = tokenize(text);
      if (!last || tokens.length === 0 || !tokens.every((token) => leaning.has(token))) return undefined;
      let best = last.id;
      let bestFit = 0;
      let bestLike = 0;
      let silent = 0;
      labels.forEach(({ kind, id }, at) => {
        if (kind === 'subject') silent = Math.max(silent, likenessTo(at));
        if (kind !== 'entry') return;
        const nearness = id === last.id ? 1 : last.related.includes(id) ? RELATED : UNRELATED;
        const fit = likenessTo(at) * nearness;
        if (fit <= bestFit) return;
        best = id;
        bestFit = fit;
        bestLike = likenessTo(at);
      });
      if (bestFit < FITTING || (silent >= SILENT && silent > bestLike)) return undefined;
      const entry = byId.get(best);
      return entry && { entry, fit: bestFit };
    },
  };
}
