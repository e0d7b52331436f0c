// What the article could not answer, handed out so that the clinic can learn of it. Pure.
// Invariant: nothing that was said while a question of the screening was open, before the turn or after it, is a gap.
import { LONGEST_TEXT } from '../knowledge';
import { type ConversationState, openQuestion } from './state';
import type { Turn } from './turn';

export interface Gap {
  /** The language of the turn. */
  readonly locale: string;
  readonly route: 'not-covered' | 'off-topic' | 'none-of-these';
  /** The question in the patient's words; undefined where it is not known, as state keeps none for "none of these". */
  readonly text?: string;
  /** Ids of the subjects that were recognised. */
  readonly subjects: readonly string[];
  /** Nothing is known of what came before, so that it might be a reply to a question that the store has lost. */
  readonly isFirst: boolean;
}

/** The gap that a finished turn has shown; `stored`: the state before it. */
export function gapOf(turn: Turn, stored: ConversationState | undefined): Gap | undefined {
  const { content, text, decided } = turn;
  if (stored && openQuestion(content, stored)) return undefined;
  if (openQuestion(content, turn.state)) return undefined;
  const isFirst = stored === undefined || turn.isFirst;
  const { locale } = content;
  switch (decided?.route) {
    case 'not-covered':
      return { locale, route: decided.route, text, subjects: decided.subjects.map(({ id }) => id), isFirst };
    case 'off-topic':
      // What is too long was not read: a whole story is no question.
      return text.length > LONGEST_TEXT ? undefined : { locale, route: decided.route, text, subjects: [], isFirst };
    case 'reply':
      if (decided.reply.kind !== 'offer' || decided.reply.entry) return undefined;
      return { locale, route: 'none-of-these', subjects: [], isFirst };
    default:
      return undefined;
  }
}
