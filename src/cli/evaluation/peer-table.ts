// Our matcher beside its peers on the same questions: how often the first entry, or one of the first three, is right, and
// how many are answered rightly where the score is made to keep nearly all questions without an answer unanswered.
import { type Content, createMatcher, type LabelledQuestion } from '../../../knowledge';
import { percent } from './figures';
import { FUSE_PEERS } from './peers/fuse-peer';
import { createMiniSearchPeer } from './peers/minisearch-peer';
import { createNlpJsPeer } from './peers/nlpjs-peer';
import { type Peer, type PeerFactory, peerRecords } from './peers/peer';

/** The share of questions without an answer that may be answered all the same. */
const ANSWERED_WRONGLY = 0.05;

const createOurs =
  (content: Content): PeerFactory =>
  () => {
    const matcher = createMatcher(content);
    const entries = new Set(content.entries.map(({ id }) => id));
    return {
      name: 'ours',
      rank(question) {
        const { candidates, confidence, match } = matcher.understand(question);
        const sure = match.kind === 'answer' ? 1 : 0;
        return candidates
          .filter(({ id }) => entries.has(id))
          .map(({ id }, place) => ({ id, score: place === 0 ? sure + confidence : 0 }));
      },
    };
  };

interface Ranked {
  readonly isCovered: boolean;
  readonly first: boolean;
  readonly amongThree: boolean;
  readonly score: number;
}

/** The lines of the table. Takes a minute: every peer learns all phrasings first. */
export async function peerTable(content: Content, rows: readonly LabelledQuestion[]): Promise<string[]> {
  const asked = rows.filter(({ kind }) => ['covered', 'not-covered', 'off-topic'].includes(kind));
  const records = peerRecords(content);
  const lines = [
    `${'peer'.padEnd(38)}${['right first', 'among three', 'right at 5 %', 'ms a question'].map((head) => head.padStart(15)).join('')}`,
  ];
  for (const create of [...FUSE_PEERS, createMiniSearchPeer, createNlpJsPeer, createOurs(content)]) {
    const peer = await create(records);
    const started = performance.now();
    const ranked = await rankAll(peer, asked);
    const milliseconds = (performance.now() - started) / asked.length;
    const covered = ranked.filter(({ isCovered }) => isCovered);
    const cells = [
      percent(covered.filter(({ first }) => first).length, covered.length),
      percent(covered.filter(({ amongThree }) => amongThree).length, covered.length),
      percent(rightAtLimit(ranked), covered.length),
      milliseconds.toFixed(2),
    ];
    lines.push(`${peer.name.padEnd(38)}${cells.map((cell) => cell.padStart(15)).join('')}`);
  }
  return lines;
}

async function rankAll(peer: Peer, rows: readonly LabelledQuestion[]): Promise<Ranked[]> {
  const ranked: Ranked[] = [];
  for (const { q, accept, kind } of rows) {
    const ranking = await peer.rank(q);
    ranked.push({
      isCovered: kind === 'covered',
      first: accept.includes(ranking[0]?.id ?? ''),
      amongThree: ranking.slice(0, 3).some(({ id }) => accept.includes(id)),
      score: ranking[0]?.score ?? Number.NEGATIVE_INFINITY,
    });
  }
  return ranked;
}

/** The covered questions answered rightly, at the lowest limit on the score that few enough of the others reach. */
function rightAtLimit(ranked: readonly Ranked[]): number {
  const others = ranked
    .filter(({ isCovered, score }) => !isCovered && Number.isFinite(score))
    .map(({ score }) => score)
    .sort((a, b) => b - a);
  const allowed = Math.floor(ANSWERED_WRONGLY * ranked.filter(({ isCovered }) => !isCovered).length);
  const limit = others[allowed] ?? Number.NEGATIVE_INFINITY;
  return ranked.filter(({ isCovered, first, score }) => isCovered && first && score > limit).length;
}
