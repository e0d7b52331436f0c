// MiniSearch: BM25 with fuzzy and prefix search, a record a phrasing.
import MiniSearch from 'minisearch';
import { bestOfEach, type PeerFactory } from './peer';

export const createMiniSearchPeer: PeerFactory = (records) => {
  const index = new MiniSearch<{ id: number; text: string; entry: string }>({
    fields: ['text'],
    storeFields: ['entry'],
  });
  index.addAll(records.map(({ text, entry }, id) => ({ id, text, entry })));
  return {
    name: 'MiniSearch (BM25, fuzzy, prefix)',
    rank: (question) =>
      bestOfEach(
        index.search(question, { fuzzy: 0.2, prefix: true }).map(({ entry, score }) => ({ id: String(entry), score })),
      ),
  };
};
