// alarm-signs.yaml and alarm-examples.yaml: what means that somebody needs care now.
import { z } from 'zod';
import { id, lists, phrasings, someTemplates, templates, words } from './shared';

/** Messages that tell of an alarm sign, by its id, and messages that sound like one and are none. */
export const alarmExamplesSchema = z.strictObject({
  /** What patients put around such a message, "{message}" being the place of it: it must not hide a sign. */
  frames: z.array(words.regex(/\{message\}/, 'must say where the {message} stands')).default([]),
  signs: z.record(id, phrasings.min(1)),
  none: phrasings,
});
export const alarmsSchema = z.strictObject({
  /** How a message is cut into clauses, and which of them tell of now; the file says what each list does. */
  reading: z.strictObject({
    asks: someTemplates,
    'asks-first': someTemplates,
    imagines: someTemplates,
    tells: someTemplates,
    glue: someTemplates,
    turns: someTemplates,
    now: someTemplates,
    'right-now': someTemplates,
    past: someTemplates,
    over: someTemplates,
    always: someTemplates,
    harmless: someTemplates,
    denied: someTemplates,
    idle: someTemplates,
    known: someTemplates,
  }),
  lists,
  signs: z
    .array(
      z.strictObject({
        id,
        phrase: id,
        /** Enough alone. */
        templates: someTemplates,
        /** Names of lists that are a sign together: "{a} > {b}", "{a} + {b}", "{a} & {b}". */
        together: templates,
        /** Weak signs: `need` of the lists make the sign. */
        several: z.array(z.strictObject({ need: z.number().int().min(2), of: z.array(id).min(2) })).default([]),
      }),
    )
    .min(1),
});
