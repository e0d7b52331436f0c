// nlp.js: its neural classifier with English stems, an intent an entry.
import { bestOfEach, type PeerFactory } from './peer';

interface NluNeural {
  train(corpus: readonly { utterance: string; intent: string }[]): Promise<unknown>;
  process(text: string): Promise<{ classifications: readonly { intent: string; score: number }[] }>;
}

// The packages have no types.
const { containerBootstrap } = require('@nlpjs/core') as {
  containerBootstrap(): Promise<{ use(plugin: unknown): void }>;
};
const { NluNeural: NluNeuralClass } = require('@nlpjs/nlu') as { NluNeural: new (settings: object) => NluNeural };
const { LangEn } = require('@nlpjs/lang-en-min') as { LangEn: unknown };

export const createNlpJsPeer: PeerFactory = async (records) => {
  const container = await containerBootstrap();
  container.use(LangEn);
  const nlu = new NluNeuralClass({ container, locale: 'en', log: false });
  await nlu.train(records.map(({ text, entry }) => ({ utterance: text, intent: entry })));
  return {
    name: 'nlp.js',
    rank: async (question) => {
      const { classifications } = await nlu.process(question);
      return bestOfEach(
        classifications.filter(({ intent }) => intent !== 'None').map(({ intent, score }) => ({ id: intent, score })),
      );
    },
  };
};
