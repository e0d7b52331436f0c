// commands.yaml: words that interrupt, and what a patient may want besides an answer.
import { z } from 'zod';
import { id, lists, phrasings, templates, words } from './shared';

/** What a patient wants that is no question to the article, recognised by examples like an entry. */
export const intentSchema = z.strictObject({
  id: z.enum([
    'screening',
    'person',
    'greeting',
    'thanks',
    'goodbye',
    'acknowledgement',
    'about-bot',
    'privacy',
    'worried',
  ]),
  alsoAsked: phrasings.min(5),
});
export const commandsSchema = z.strictObject({
  lists,
  /** Words of courtesy that may stand before or after a command. */
  courtesy: templates,
  commands: z.strictObject({
    cancel: templates,
    back: templates,
    'start-over': templates,
    help: templates,
    'delete-data': templates,
    'my-questions': templates,
    review: templates,
    ask: templates,
  }),
  why: templates,
  consent: z.strictObject({ agree: templates, decline: templates }),
  confirm: z.strictObject({ yes: templates, change: templates }),
  noneOfThese: templates,
  /** Wishes to go on in a language, by the name of its folder. */
  languages: z.record(id, templates).default({}),
  /** Marks of somebody asking for themselves whether they may have it; looked for anywhere. */
  eligibility: templates,
  /** Marks of a patient's own body, past or medicine; looked for anywhere. */
  personal: templates,
  /** Marks that a question is about somebody else; looked for anywhere. */
  otherPerson: templates,
  /** Words that show that a message is about the skin or the treatment at all. */
  domain: z.array(words).min(1),
  intents: z.array(intentSchema),
  /** Messages that have nothing to do with skin, so that what is like them is not taken for a question of ours. */
  offTopic: phrasings.default([]),
});
