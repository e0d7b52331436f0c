// The shapes of all content, a file for a few YAML files each in schemas/. Every type is inferred from its zod schema, so
// the YAML and the code cannot drift apart. What may be absent without breaking the code is reported by check.ts.
import type { z } from 'zod';
import type { alarmExamplesSchema, alarmsSchema } from './schemas/alarms';
import type { commandsSchema, intentSchema } from './schemas/commands';
import type { entrySchema, subjectSchema, topicSchema } from './schemas/entries';
import type { lexiconSchema, phrasesSchema, scrubSchema, webSchema } from './schemas/language';
import type { questionSchema, replyExamplesSchema, ruleSchema, screeningSchema } from './schemas/screening';
import type { CHOICES, VERDICTS } from './schemas/shared';

export * from './schemas/alarms';
export * from './schemas/commands';
export * from './schemas/entries';
export * from './schemas/language';
export * from './schemas/screening';
export { CHOICES, VERDICTS } from './schemas/shared';

export type Topic = z.infer<typeof topicSchema>;
export type Entry = z.infer<typeof entrySchema>;
export type Subject = z.infer<typeof subjectSchema>;
export type Intent = z.infer<typeof intentSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type Question = z.infer<typeof questionSchema>;
export type Screening = z.infer<typeof screeningSchema>;
export type Phrases = z.infer<typeof phrasesSchema>;
export type Commands = z.infer<typeof commandsSchema>;
export type Command = keyof Commands['commands'];
export type Alarms = z.infer<typeof alarmsSchema>;
export type ReplyExamples = z.infer<typeof replyExamplesSchema>;
export type AlarmExamples = z.infer<typeof alarmExamplesSchema>;
export type Lexicon = z.infer<typeof lexiconSchema>;
export type Scrub = z.infer<typeof scrubSchema>;
export type Web = z.infer<typeof webSchema>;
export type VerdictName = (typeof VERDICTS)[number];
export type Choice = (typeof CHOICES)[number];

/** What a patient's reply was read as and what is stored: an age in whole years, or one of the closed choices. */
export type Answer = Choice | number;
export type Answers = Readonly<Record<string, Answer>>;

/** Where a piece of content stands, for messages to those who mend it. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** All content of one language, frozen. `version` changes when a question or a rule does (see load.ts). */
export interface Content {
  readonly locale: string;
  readonly version: string;
  readonly topics: readonly Topic[];
  readonly rules: readonly Rule[];
  readonly entries: readonly Entry[];
  readonly subjects: readonly Subject[];
  readonly screening: Screening;
  readonly phrases: Phrases;
  readonly web: Web;
  readonly commands: Commands;
  readonly alarms: Alarms;
  readonly replyExamples: ReplyExamples;
  readonly alarmExamples: AlarmExamples;
  readonly lexicon: Lexicon;
  readonly scrub: Scrub;
  /** Keyed "entry/pain", "question/botox", "rule/…", "phrase/…", "subject/…". */
  readonly places: ReadonlyMap<string, Place>;
}
