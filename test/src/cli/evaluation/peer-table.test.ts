// The table of peers: every peer is asked the same questions over the same phrasings.
import { loadContent } from '../../../../knowledge';
import { peerTable } from '../../../../src/cli/evaluation/peer-table';

// Three phrasings an entry: the peers learn them in a second, and all of them in minutes.
const content = loadContent();
const entries = content.entries.map((entry) => ({ ...entry, alsoAsked: entry.alsoAsked.slice(0, 3) }));

test('every peer and ours get a line with three shares and a time', async () => {
  const rows = entries.map(({ id, question }) => ({ q: question, accept: [id], kind: 'covered' as const }));
  const lines = await peerTable({ ...content, entries }, rows);
  expect(lines.map((line) => line.split('  ')[0])).toEqual([
    'peer',
    'Fuse.js, defaults',
    'Fuse.js, token search',
    'Fuse.js, token search, stop words out',
    'MiniSearch (BM25, fuzzy, prefix)',
    'nlp.js',
    'ours',
  ]);
  for (const line of lines.slice(1)) expect(line).toMatch(/(\s+\d+\.\d %){3}\s+\d+\.\d\d$/);
  // The questions are phrasings of the content, so that whoever finds words at all finds most of them.
  const first = (line: string): number => Number(/(\d+\.\d) %/.exec(line)?.[1]);
  expect(first(lines.at(-1) ?? '')).toBeGreaterThan(90);
});
