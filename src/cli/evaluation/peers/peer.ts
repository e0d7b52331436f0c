// What a peer is: another way of finding the entry for a question, fed with the same phrasings, asked for its ranking.
import type { Content } from '../../../../knowledge';

/** Entry ids, best first, each with a score; a higher one is better. */
export type Ranking = readonly { readonly id: string; readonly score: number }[];

export interface Peer {
  readonly name: string;
  rank(question: string): Ranking | Promise<Ranking>;
}

/** One record a phrasing, as every peer is given them. */
export interface PeerRecord {
  readonly text: string;
  readonly entry: string;
}

export type PeerFactory = (records: readonly PeerRecord[]) => Peer | Promise<Peer>;

export function peerRecords({ entries }: Pick<Content, 'entries'>): PeerRecord[] {
  return entries.flatMap(({ id, question, alsoAsked }) =>
    [question, ...alsoAsked].map((text) => ({ text, entry: id })),
  );
}

/** The best score of each entry, best first. */
export function bestOfEach(found: Iterable<{ readonly id: string; readonly score: number }>): Ranking {
  const best = new Map<string, number>();
  for (const { id, score } of found) best.set(id, Math.max(best.get(id) ?? Number.NEGATIVE_INFINITY, score));
  return [...best].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score);
}
