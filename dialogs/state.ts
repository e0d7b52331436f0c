// What is stored of a conversation: answers and a content version; nothing that can be derived from them.
import { z } from 'zod';
import {
  type Answers,
  answeredQuestions,
  type Content,
  DEFAULT_LOCALE,
  nextQuestion,
  type Question,
} from '../knowledge';

const answer = z.union([z.number().int(), z.enum(['yes', 'no', 'unsure', 'under-22', '22-or-over'])]);

const screeningStateSchema = z.strictObject({
  /** `asking` covers the questions and the review after the last one; `done` means that the verdict was given. */
  stage: z.enum(['consent', 'asking', 'changing', 'done']),
  answers: z.record(z.string(), answer),
  /** The turn in which it began: tells the buttons of one screening from those of another. */
  begun: z.number().int().min(0).default(0),
  /** How often in a row the open question was not understood. */
  repairs: z.number().int().min(0),
  /** Set by an urgent message: the next message is not read as a reply to the open question. */
  paused: z.boolean(),
});

const languageStateSchema = z.strictObject({
  /** The language of the last turn; the version is that of its questions. */
  locale: z.string(),
  /** True where the patient chose it: then it stays, whatever the channel says. */
  chosen: z.boolean(),
  /** Others that were offered and declined. */
  declined: z.array(z.string()),
  /** What the last turn offered. */
  offered: z
    .strictObject({
      locale: z.string(),
      /** The message that waits for the reply; none waits where it was too long to read. */
      text: z.string().optional(),
      /** False where that message could not be a reply to what was asked. */
      repliable: z.boolean(),
      /** True where nothing was known of the patient before it. */
      isFirst: z.boolean(),
    })
    .optional(),
});

export const conversationStateSchema = z.strictObject({
  version: z.string(),
  /** States of the time before there was a second language have none. */
  language: languageStateSchema.default(languageOf(DEFAULT_LOCALE)),
  greeted: z.boolean(),
  /** Counts turns, so that variants of phrases take turns. */
  turn: z.number().int().min(0),
  screening: screeningStateSchema.optional(),
  /** Entry ids offered by the last turn as "did you mean". */
  offered: z.array(z.string()),
  /** Entry ids answered by the last turn, for follow-up questions. */
  lastTopics: z.array(z.string()),
  /** Questions that the article does not answer, in the patient's words, for the dermatologist. */
  kept: z.array(z.string()),
  /** False from the moment a turn is stored until its reply has been handed to the channel. */
  delivered: z.boolean(),
});

export type ConversationState = z.infer<typeof conversationStateSchema>;
export type ScreeningState = z.infer<typeof screeningStateSchema>;

export type LanguageState = z.infer<typeof languageStateSchema>;

/** A language that nobody has chosen yet. */
function languageOf(locale: string): LanguageState {
  return { locale, chosen: false, declined: [] };
}

/** A screening that begins in this turn. */
export function newScreening(stage: ScreeningState['stage'], turn: number): ScreeningState {
  return { stage, answers: {}, begun: turn, repairs: 0, paused: false };
}

export function newState(content: Content): ConversationState {
  return {
    version: content.version,
    language: languageOf(content.locale),
    greeted: false,
    turn: 0,
    offered: [],
    lastTopics: [],
    kept: [],
    delivered: true,
  };
}

/** What of a state may be kept where others read along: no answers, and no words of anybody. */
export function sharedState({ screening: _private, ...state }: ConversationState): ConversationState {
  return { ...withoutOffer(state), kept: [] };
}

/** The state in another language: the questions are the same ones in other words, so answers to them stand. */
export function inLanguage(state: ConversationState, from: Content, to: Content): ConversationState {
  return {
    ...state,
    version: state.version === from.version ? to.version : state.version,
    language: { ...state.language, locale: to.locale },
  };
}

/** The state without the offer of another language: it serves one turn alone. */
export function withoutOffer({ language, ...state }: ConversationState): ConversationState {
  const { offered: _offered, ...rest } = language;
  return { ...state, language: rest };
}

/** The question that waits for a reply. Derived, never stored. */
export type OpenQuestion =
  | { readonly id: 'consent' }
  /** `answered`: the questions whose answers are shown and may be changed. */
  | { readonly id: 'review' | 'change'; readonly answered: readonly Question[] }
  | { readonly id: string; readonly question: Question };

export function openQuestion(content: Content, state: ConversationState): OpenQuestion | undefined {
  const { screening } = state;
  if (!screening || screening.stage === 'done') return undefined;
  if (screening.stage === 'consent') return { id: 'consent' };
  const question = screening.stage === 'asking' ? nextQuestion(content, screening.answers) : undefined;
  if (question) return { id: question.id, question };
  const answered = answeredQuestions(content, screening.answers).map(([asked]) => asked);
  return { id: screening.stage === 'changing' ? 'change' : 'review', answered };
}

/** What a button carries to say to which question it belongs, and of which screening. */
export interface Mark {
  readonly question: string;
  readonly screening?: number;
  /** The language of its words: in another one they would be read as others. */
  readonly language?: string;
}

/**
 * The mark of what is open. That of the review is another one once an answer has changed:
 * nobody confirms answers that they have not seen.
 */
export function questionMark(content: Content, state: ConversationState): Mark | undefined {
  const language = content.locale;
  const { offered } = state.language;
  if (offered) return { question: `language ${offered.locale}`, language };
  const open = openQuestion(content, state);
  if (!open) return state.offered.length > 0 ? { question: `choices ${state.offered.join(' ')}`, language } : undefined;
  const { begun: screening = 0, answers = {} } = state.screening ?? {};
  if (!('answered' in open)) return { question: open.id, screening, language };
  const shown = answeredQuestions(content, answers).map(([{ id }, value]) => `${id}=${value}`);
  return { question: `${open.id} ${shown.join(' ')}`, screening, language };
}

/** Whether a button belongs to what is open; one that names no screening, or no language, is told by its question alone. */
export function isSameMark(button: Mark, open: Mark | undefined): boolean {
  const isSame = (one: Mark, other: Mark, name: 'screening' | 'language'): boolean =>
    one[name] === undefined || one[name] === other[name];
  if (!open || button.question !== open.question) return false;
  return isSame(button, open, 'screening') && isSame(button, open, 'language');
}

/** The screening with one answer more or another one in its place; the repairs start anew. */
export function withAnswer(screening: ScreeningState, question: string, value: Answers[string]): ScreeningState {
  return { ...screening, repairs: 0, answers: { ...screening.answers, [question]: value } };
}

/** The screening as if this question had never been answered: it becomes the open one again. */
export function withoutAnswer(screening: ScreeningState, question: string): ScreeningState {
  const { [question]: _removed, ...answers } = screening.answers;
  return { ...screening, stage: 'asking', repairs: 0, answers };
}
