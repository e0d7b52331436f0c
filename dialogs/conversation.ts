// The door to the dialogs: one message and the stored state in; the reply, the new state and the route trace out. Sends nothing.
import type { TurnContext } from 'botbuilder-core';
import { type Dialog, DialogContext, DialogSet } from 'botbuilder-dialogs';
import type { Content, Day } from '../knowledge';
import type { Answered } from './cards/reply-card';
import { CLOSING_DIALOG, ClosingDialog, close } from './closing-dialog';
import { CommandDialog } from './command-dialog';
import { FaqDialog, startChoices } from './faq-dialog';
import { type Gap, gapOf } from './gap';
import type { Arrival, LanguageChange } from './language';
import { LanguageDialog, sayLanguageOffer } from './language-dialog';
import { joinReplies, partsOf, type Reply } from './replies';
import { ROOT_DIALOG, RootDialog } from './root-dialog';
import type { Router } from './router';
import { AskDialog, ScreeningDialog, sayOpen } from './screening-dialog';
import { SmalltalkDialog } from './smalltalk-dialog';
import { type ConversationState, newScreening, newState, openQuestion, sharedState } from './state';
import { type Clinic, type Incoming, type RouteTrace, setTurn, Turn } from './turn';
import { UrgentDialog } from './urgent-dialog';

export interface TurnResult {
  readonly state: ConversationState;
  readonly reply: Reply;
  readonly trace: RouteTrace;
  /** The language of the reply: that of the turn, but for the offer of another one. */
  readonly locale: string;
  /** The patient wants everything forgotten: erase what is stored before the new state is written. */
  readonly forgets: boolean;
  /** Set where the article could not answer a question. */
  readonly gap?: Gap;
  /** Set where the turn belongs to another language: nothing else of this result counts. */
  readonly change?: LanguageChange & { readonly kind: 'change' };
  /** Set where a tapped button was the reply: what it answered. */
  readonly answered?: Answered;
}

export interface Conversation {
  /** A message of the patient. */
  reply(context: TurnContext, incoming: Incoming, stored: ConversationState | undefined): Promise<TurnResult>;
  /** The patient has come, and has written nothing yet. Undefined where they were welcomed before. */
  welcome(incoming: Incoming, stored: ConversationState | undefined): TurnResult | undefined;
  /** Something failed: one plain sentence, and the recommendation. `locale`: the patient's, where there are several. */
  apologize(phrase: 'error' | 'busy', locale?: string): Pick<TurnResult, 'reply' | 'locale'>;
}

export interface ConversationParts {
  readonly content: Content;
  readonly clinic: Clinic;
  readonly router: Router;
  /** The other languages that can be offered. */
  readonly others?: readonly Content[];
}

/** A conversation in one language. Builds the dialogs once; nothing of a conversation is kept between calls. */
export function createConversation({ content, clinic, router, others = [] }: ConversationParts): Conversation {
  const dialogs = dialogSet([
    new RootDialog(router),
    new UrgentDialog(),
    new LanguageDialog(),
    new CommandDialog(),
    new FaqDialog(),
    new ScreeningDialog(),
    new AskDialog(),
    new SmalltalkDialog(),
    new ClosingDialog(),
  ]);
  const newTurn = (incoming: Incoming, stored: ConversationState | undefined): Turn => {
    const known = stored ?? newState(content);
    const state = incoming.isShared ? sharedState(known) : known;
    const turn = new Turn(content, clinic, incoming, { ...state, turn: state.turn + 1 }, others);
    turn.isFirst = stored === undefined || incoming.languageHint?.arrival?.isFirst === true;
    return turn;
  };
  const resultOf = (turn: Turn): TurnResult => ({
    state: { ...(turn.isPrivate ? turn.state : sharedState(turn.state)), delivered: false },
    reply: joinReplies(turn.replies),
    trace: turn.routeTrace(),
    forgets: turn.forgets,
    locale: turn.spokenLocale ?? content.locale,
    ...(turn.change ? { change: turn.change } : {}),
  });

  return {
    async reply(context, incoming, stored) {
      const turn = newTurn(incoming, stored);
      dropOutdated(turn);
      // A group was greeted when the bot came; its members are not, one by one.
      if (turn.isPrivate) sayWelcome(turn);
      if (incoming.languageHint?.arrival) arrive(turn, incoming.languageHint.arrival);
      setTurn(context, turn);
      // The stack lives for one turn: the open question is derived from the answers, so nothing of it needs storing.
      const dc = new DialogContext(dialogs, context, { dialogStack: [] });
      await dc.beginDialog(ROOT_DIALOG);
      const gap = gapOf(turn, stored);
      const answered = answeredBy(turn, stored);
      return { ...resultOf(turn), ...(gap ? { gap } : {}), ...(answered ? { answered } : {}) };
    },

    welcome(incoming, stored) {
      if (stored?.greeted) return undefined;
      const turn = newTurn(incoming, stored);
      if (turn.isPrivate) sayWelcome(turn);
      else greetGroup(turn);
      turn.trace = { ...turn.trace, route: 'welcome', confidence: 1 };
      turn.say('', { choices: startChoices(turn) });
      close(turn);
      return resultOf(turn);
    },

    apologize(phrase) {
      const incoming = { message: { text: '', hasAttachments: false }, today: NO_DAY };
      const turn = newTurn(incoming, undefined);
      turn.say(turn.phrase(phrase));
      close(turn);
      return { reply: joinReplies(turn.replies), locale: content.locale };
    },
  };
}

const NO_DAY: Day = { year: 0, month: 0, day: 0 };

function dialogSet(members: readonly Dialog[]): DialogSet {
  const dialogs = new DialogSet();
  for (const member of members) {
    // DialogSet renames a second dialog of the same name in silence; the first would then answer for both.
    if (dialogs.find(member.id)) throw new Error(`Two dialogs are called "${member.id}".`);
    dialogs.add(member);
  }
  if (!dialogs.find(CLOSING_DIALOG)) throw new Error('A conversation needs its closing.');
  return dialogs;
}

function sayWelcome(turn: Turn): void {
  if (turn.state.greeted) return;
  turn.state = { ...turn.state, greeted: true };
  turn.isWelcoming = true;
  turn.say(turn.phrase('welcome', { clinic: turn.clinic.name }), { kind: 'welcome' });
}

function greetGroup(turn: Turn): void {
  turn.state = { ...turn.state, greeted: true };
  turn.say(turn.phrase('welcome-group', { clinic: turn.clinic.name }), { kind: 'welcome', ...turn.privateLink() });
}

/** Says that the language is another one, and takes nothing for agreement that was shown in the other one. */
function arrive(turn: Turn, { repliable }: Arrival): void {
  turn.say(turn.phrase('language-changed'));
  const open = openQuestion(turn.content, turn.state);
  if (!repliable || (open && !('question' in open))) turn.isRepliable = false;
}

/** The question that a tapped button has answered, as it was asked. */
function answeredBy(turn: Turn, stored: ConversationState | undefined): Answered | undefined {
  const { content, clinic, incoming } = turn;
  const route = turn.decided?.route;
  if (!stored || !incoming.message.button) return undefined;
  const before = new Turn(content, clinic, incoming, stored, turn.others);
  if (route === 'language' && stored.language.offered) sayLanguageOffer(before);
  else if (route === 'reply') sayOpen(before);
  else return undefined;
  return { asked: partsOf(before.replies), chosen: turn.text };
}

/** Answers to questions that have changed since are never reinterpreted: they go, and a screening under way starts again. */
function dropOutdated(turn: Turn): void {
  const { state, content } = turn;
  if (state.version === content.version) return;
  const { screening, ...rest } = state;
  turn.state = { ...rest, version: content.version };
  if (!screening) return;
  turn.say(turn.phrase('content-changed'));
  if (screening.stage === 'done') return;
  // This message was meant for a question that is gone.
  turn.isRepliable = false;
  turn.state = { ...turn.state, screening: newScreening('consent', state.turn) };
}
