// Fuse.js over whole questions: as it comes, with its token search, and with stop words left out.
import Fuse, { type IFuseOptions } from 'fuse.js';
import { normalize } from '../../../../knowledge';
import { bestOfEach, type PeerFactory, type PeerRecord } from './peer';

const STOP_WORDS = new Set(
  `a about after all also am an and any are as at be because been before but by can could did do does doing for from get
  had has have having he her here him his how i if in into is it its just like me more most my no not of off on once only
  or other our out over own same she should so some such than that the their them then there these they this those through
  to too under until up very was we were what when where which while who why will with would you your`.split(/\s+/),
);

const withoutStopWords = (text: string): string => {
  const words = normalize(text).split(' ');
  const rest = words.filter((word) => !STOP_WORDS.has(word));
  return (rest.length > 0 ? rest : words).join(' ');
};

const fusePeer =
  (name: string, options: IFuseOptions<PeerRecord>, prepare: (text: string) => string): PeerFactory =>
  (records) => {
    const prepared = records.map(({ text, entry }) => ({ text: prepare(text), entry }));
    const fuse = new Fuse(prepared, { keys: ['text'], includeScore: true, ...options });
    return {
      name,
      rank: (question) =>
        bestOfEach(fuse.search(prepare(question)).map(({ item, score = 1 }) => ({ id: item.entry, score: 1 - score }))),
    };
  };

const asIs = (text: string): string => text;

export const FUSE_PEERS: readonly PeerFactory[] = [
  fusePeer('Fuse.js, defaults', {}, asIs),
  fusePeer('Fuse.js, token search', { useTokenSearch: true }, asIs),
  fusePeer('Fuse.js, token search, stop words out', { useTokenSearch: true }, withoutStopWords),
];
