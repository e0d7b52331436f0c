// The ordered table: (text, situation) -> Route; the first row that fits wins. Pure. A new behaviour is a new row.
import {
  type Alarm,
  type Command,
  type Day,
  type Entry,
  type IntentId,
  LONGEST_TEXT,
  type Subject,
  type Understanding,
} from '../knowledge';
import { type LanguageChange, type LanguageHint, readLanguage } from './language';
import type { OpenReply } from './open-question';
import type { Readers } from './readers';
import type { LanguageState, OpenQuestion } from './state';

/** What the router must know of the conversation besides the text. */
export interface Situation {
  /** The question that waits for a reply. */
  readonly open?: OpenQuestion;
  /** False where the patient may not have seen the open question: then nothing is read as a reply to it. */
  readonly repliable: boolean;
  /** True where a button was tapped whose question is not the open one any more. */
  readonly isStaleButton?: boolean;
  /** False where others read along: nobody is asked about their health there. */
  readonly isPrivate?: boolean;
  /** True where the bot was mentioned and nothing was said. */
  readonly isMention?: boolean;
  /** True where a message was changed that had been sent before. */
  readonly isEdit?: boolean;
  /** True where nothing is known of the patient before this message. */
  readonly isFirst?: boolean;
  /** The language that is spoken, and what the message says of languages. */
  readonly language?: LanguageState;
  readonly languageHint?: LanguageHint;
  /** Entry ids offered by the last turn as "did you mean". */
  readonly offered: readonly string[];
  readonly lastTopics: readonly string[];
  readonly today: Day;
}

export type SmalltalkId = Exclude<IntentId, 'screening' | 'person'>;

type Decision =
  | { readonly route: 'urgent'; readonly alarm: Alarm }
  | ({ readonly route: 'language' } & LanguageChange)
  | { readonly route: 'stale-button' }
  | { readonly route: 'edited' }
  | { readonly route: 'private' }
  | { readonly route: 'command'; readonly command: Command }
  | { readonly route: 'reply'; readonly reply: OpenReply; readonly alsoAnswers: readonly Entry[] }
  | { readonly route: 'why' }
  | { readonly route: 'answer'; readonly entries: readonly Entry[]; readonly subjects: readonly Subject[] }
  | { readonly route: 'screening'; readonly entry?: Entry }
  | { readonly route: 'person' }
  | { readonly route: 'smalltalk'; readonly smalltalk: SmalltalkId }
  | ({ readonly route: 'repair' } & Misread)
  | { readonly route: 'choices'; readonly entries: readonly Entry[] }
  | { readonly route: 'not-covered'; readonly subjects: readonly Subject[] }
  | { readonly route: 'off-topic' };

interface Misread {
  readonly subjects: readonly Subject[];
  readonly aboutOthers: boolean;
  /** False where the patient could not have meant the message as a reply to the open question. */
  readonly isReply: boolean;
}

export type RouteName = Decision['route'];

/** What the patient wants; `understanding` says why, where the matcher was asked. */
export type Route = Decision & { readonly understanding?: Understanding };
export type RouteOf<Name extends RouteName> = Extract<Route, { readonly route: Name }>;

/** The dialogs by name; each row says which one handles it. */
export type DialogId = 'urgent' | 'language' | 'command' | 'screening' | 'faq' | 'smalltalk';

interface Reading {
  readonly text: string;
  readonly situation: Situation;
  readonly readers: Readers;
  readonly understanding: () => Understanding;
}

interface Row<Name extends RouteName = RouteName> {
  readonly route: Name;
  readonly dialog: DialogId;
  readonly when: (reading: Reading) => Omit<Extract<Decision, { readonly route: Name }>, 'route'> | undefined;
}

const row = <Name extends RouteName>(definition: Row<Name>): Row => definition as unknown as Row;

/** The router. Order is the position in this array. */
export const ROUTES: readonly Row[] = [
  row({
    route: 'urgent',
    dialog: 'urgent',
    when: ({ text, situation, readers }) => {
      const foreign = situation.languageHint?.foreign;
      // It is answered in the language that it is told in, and what is learned from one language says nothing of another.
      if (foreign?.isUrgent || foreign?.isMixed === false) return undefined;
      return wrap('alarm', alarmIn(text, foreign ? readers.alarms.findListed : readers.alarms.find));
    },
  }),
  row({
    route: 'language',
    dialog: 'language',
    // Before all else that is read: words of one language are not to be taken for those of another.
    when: ({ text, situation, readers }) => {
      const change = readLanguage(text, situation);
      // "nada" is no wish to speak Spanish where it answers what was asked.
      const answers = change?.kind === 'offer' && isOneWord(text) && readers.openQuestion.read(text, situation);
      return answers ? undefined : change;
    },
  }),
  row({
    route: 'stale-button',
    dialog: 'screening',
    // "No" to the last question is no answer to this one.
    when: ({ situation }) => (situation.isStaleButton ? {} : undefined),
  }),
  row({
    route: 'edited',
    dialog: 'screening',
    // What stood there has been answered; its new words would be taken for a reply to whatever is asked by now.
    when: ({ situation }) => (situation.isEdit ? {} : undefined),
  }),
  row({
    route: 'private',
    dialog: 'smalltalk',
    // The one place that keeps the screening, and what is kept of somebody, away from a group.
    when: ({ text, situation, readers, understanding }) => {
      if (situation.isPrivate !== false || readers.openQuestion.read(text, situation)) return undefined;
      const command = readers.commands.readCommand(text);
      const isPersonal = command === undefined ? understanding().screening : PERSONAL_COMMANDS.includes(command);
      return isPersonal ? {} : undefined;
    },
  }),
  row({
    route: 'command',
    dialog: 'command',
    // "?" asks for help, and so does who calls the bot and says nothing; a message without a sign in it does not.
    when: ({ text, situation, readers }) => {
      const called: Command | undefined = situation.isMention ? 'help' : undefined;
      return wrap('command', text.trim() === '' ? called : readers.commands.readCommand(text));
    },
  }),
  row({
    route: 'reply',
    dialog: 'screening',
    when: ({ text, situation, readers, understanding }) => {
      const read = readers.openQuestion.read(text, situation);
      if (!read) return undefined;
      // "Will my skin be numbed?" at the review is no wish to change the answer about skin diseases.
      if (read.reply.kind === 'change' && read.reply.inPassing && understanding().match.kind === 'answer')
        return undefined;
      if (read.rest === undefined) return { reply: read.reply, alsoAnswers: [] };
      // A first sentence is only taken for the reply where the rest is surely a question of its own.
      const { match, screening } = readers.matcher.understand(read.rest);
      return match.kind === 'answer' && !screening ? { reply: read.reply, alsoAnswers: match.entries } : undefined;
    },
  }),
  row({
    route: 'why',
    dialog: 'screening',
    when: ({ text, situation, readers }) => (situation.open && readers.commands.isWhy(text) ? {} : undefined),
  }),
  row({
    route: 'answer',
    dialog: 'faq',
    when: (reading) => {
      const { match, screening, subjects } = reading.understanding();
      if (match.kind !== 'answer' || screening) return undefined;
      return isAttemptedReply(reading, match.entries) ? undefined : { entries: match.entries, subjects };
    },
  }),
  row({
    route: 'screening',
    dialog: 'screening',
    when: (reading) => {
      const { screening } = reading.understanding();
      return screening?.entry && isAttemptedReply(reading, [screening.entry]) ? undefined : screening;
    },
  }),
  row({
    route: 'person',
    dialog: 'smalltalk',
    when: ({ understanding }) => (understanding().intent === 'person' ? {} : undefined),
  }),
  row({
    route: 'smalltalk',
    dialog: 'smalltalk',
    when: ({ understanding, situation }) => {
      const { intent } = understanding();
      if (intent === undefined || intent === 'person' || intent === 'screening') return undefined;
      // "ok" is no small talk while a question waits for more than that.
      return situation.open && intent === 'acknowledgement' ? undefined : { smalltalk: intent };
    },
  }),
  row({
    route: 'repair',
    dialog: 'screening',
    when: ({ text, situation, readers, understanding }) =>
      situation.open && {
        // A stray word is no question on a subject, and nothing to keep for the dermatologist.
        subjects: readers.commands.isAsking(text) ? understanding().subjects : [],
        aboutOthers: readers.commands.isAboutOthers(text),
        isReply: situation.repliable,
      },
  }),
  row({
    route: 'choices',
    dialog: 'faq',
    when: ({ understanding }) => {
      const { match } = understanding();
      return match.kind === 'choices' ? { entries: match.entries } : undefined;
    },
  }),
  row({
    route: 'not-covered',
    dialog: 'faq',
    when: ({ understanding }) => {
      const { subjects, aboutTreatment } = understanding();
      return subjects.length > 0 || aboutTreatment ? { subjects } : undefined;
    },
  }),
  row({ route: 'off-topic', dialog: 'faq', when: () => ({}) }),
];

/** The alarm sign that a message tells of; long stories come to the point at their end. */
export function alarmIn(text: string, find: (text: string) => Alarm | undefined): Alarm | undefined {
  return find(text) ?? (text.length > LONGEST_TEXT ? find(text.slice(-LONGEST_TEXT)) : undefined);
}

/** Commands that show what a patient has told. */
const PERSONAL_COMMANDS: readonly Command[] = ['review', 'my-questions'];

/** The dialog that handles a route. */
export function dialogOf(route: RouteName): DialogId {
  return ROUTES.find((candidate) => candidate.route === route)?.dialog ?? 'faq';
}

/** While a screening question is open, a statement on one of its conditions means to answer it: "my gran had psoriasis". */
function isAttemptedReply({ text, situation, readers }: Reading, entries: readonly Entry[]): boolean {
  const { open } = situation;
  if (!open || !('question' in open) || readers.commands.isAsking(text)) return false;
  return entries.some(({ id }) => readers.screeningTopics.has(id));
}

function isOneWord(text: string): boolean {
  return !/\s/.test(text.trim());
}

function wrap<Key extends string, Value>(key: Key, value: Value | undefined): Record<Key, Value> | undefined {
  return value === undefined ? undefined : ({ [key]: value } as Record<Key, Value>);
}
