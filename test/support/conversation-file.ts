// The conversations of test/conversations as they stand in their files: what a patient does, and what must then hold.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { PHRASES, type PhraseId } from '../../knowledge';

const FOLDER = join(__dirname, '..', 'conversations');

const phraseId = z.enum(Object.keys(PHRASES) as [PhraseId, ...PhraseId[]]);
const ids = z.array(z.string());
const answer = z.union([z.number(), z.enum(['yes', 'no', 'unsure', 'under-22', '22-or-over'])]);

/** One turn: what the patient does, and what must then hold; what is not named is not looked at. */
const turnSchema = z.strictObject({
  say: z.string().optional(),
  /** Who does it, in a group; the patient where nobody is named. */
  by: z.string().optional(),
  /** Says these words as many times as it takes to fill this many characters. */
  fill: z.strictObject({ words: z.string(), characters: z.number() }).optional(),
  /** Taps the button with this number, counted from 1, of the last reply. */
  tap: z.number().int().min(1).optional(),
  /** Says something of which the matcher is surely in doubt. */
  doubt: z.literal(true).optional(),
  /** Sends any activity. */
  send: z.record(z.string(), z.unknown()).optional(),
  /** Stops the service and starts it again before the patient goes on. */
  restart: z.literal(true).optional(),
  /** The language of the reply. */
  language: z.string().optional(),
  route: z.string().nullable().optional(),
  topics: ids.optional(),
  choices: ids.optional(),
  question: z.string().nullable().optional(),
  verdict: z.string().nullable().optional(),
  /** The rules behind the verdict. */
  rules: ids.optional(),
  /** The alarm sign that was heard. */
  alarm: z.string().nullable().optional(),
  /** What came first among all that was considered. */
  likeliest: z.string().optional(),
  says: z.array(phraseId).optional(),
  saysNot: z.array(phraseId).optional(),
  /** Words of the screening, by path: age.why, botox.findings.yes.reason. */
  words: ids.optional(),
  wordsNot: ids.optional(),
  /** All answers that the reply shows, by question. */
  answers: z.record(z.string(), answer).optional(),
  /** Text that came from outside of the content, such as the clinic's phone or a kept question. */
  includes: ids.optional(),
  includesNot: ids.optional(),
  /** How many buttons the reply has. */
  buttons: z.number().int().optional(),
  /** Where the button of a card leads. */
  link: z.string().nullable().optional(),
  silent: z.literal(true).optional(),
});

const conversationSchema = z.strictObject({
  about: z.string().min(10),
  /** False where the conversation is about arriving; else the patient was welcomed before it begins. */
  welcomed: z.boolean().default(true),
  /** Begins at this question (or after the verdict), reached with the age 30 and "no" to all others. */
  startsAt: z.string().optional(),
  /** The one channel on which it is played; without it, it is played on all of them, with the same outcome. */
  channel: z.string().optional(),
  /** What the channel says of the patient's language, such as es-MX. */
  locale: z.string().optional(),
  /** False where it is about a bare number, which stands for a choice wherever choices are numbered. */
  numbered: z.boolean().default(true),
  /** True where it takes place in a group, with the bot mentioned in each message. */
  group: z.boolean().default(false),
  settings: z.record(z.string(), z.string()).default({}),
  turns: z.array(turnSchema).min(1),
});

export type ConversationTurn = z.infer<typeof turnSchema>;
export type ConversationFile = z.infer<typeof conversationSchema> & { readonly file: string };

/** One conversation, by its path. Throws a ZodError where it is none. */
export function readConversation(path: string): ConversationFile {
  return { file: relative(FOLDER, resolve(path)), ...conversationSchema.parse(parse(readFileSync(path, 'utf8'))) };
}

/** Every conversation, by name. */
export function readConversations(): ConversationFile[] {
  return readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((file) => readConversation(join(FOLDER, file)));
}
