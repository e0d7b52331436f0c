// phrases.yaml, sections.yaml, web.yaml, lexicon.yaml and scrub.yaml: what the bot and its page say, and the words that it knows.
import { z } from 'zod';
import { id, lists, someTemplates, words } from './shared';

export const phrasesSchema = z.record(id, z.union([words, z.array(words).min(1)]));
/** The headings of the article, each in this language; entries and rules name them as the article does. */
export const sectionsSchema = z.record(words, words);
/** The words of the web page, and how browsers are told what language they are. */
export const webSchema = z.strictObject({
  language: z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag, such as en or de-CH'),
  direction: z.enum(['ltr', 'rtl']),
  words: z.record(id, words),
});

export const lexiconSchema = z.strictObject({
  terms: z.record(words, z.array(words).min(1)),
  spellings: z.record(words, words),
  /** Words that begin a question, and words that join two, for messages that ask several things. */
  asking: z.array(words).default([]),
  joining: z.array(words).default([]),
  /** A message of these words alone has no subject of its own: it leans on the last answer. */
  leaning: z.array(words).default([]),
});

/** What tells that a name or an address follows, for the scrub of questions that are kept for the clinic (scrub.ts). */
export const scrubSchema = z.strictObject({
  lists,
  names: someTemplates,
  contacts: someTemplates,
  /** Words that have a capital wherever they stand and name nobody. */
  capitals: z.array(words).default([]),
});
