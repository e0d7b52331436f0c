// The screening: starts it, takes replies, explains itself, and asks whatever question is open.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Entry, Question } from '../knowledge';
import { offerEntries, sayAnswers, saySilent, sayUnreadable, startChoices } from './faq-dialog';
import { sayLanguageOffer } from './language-dialog';
import { answerTitle, choicesOf, type OpenReply } from './open-question';
import type { RouteOf } from './route';
import { newScreening, openQuestion, type ScreeningState, withAnswer, withoutAnswer } from './state';
import { type Turn, turnOf } from './turn';
import { reviewLines, reviewRows, sayVerdict } from './verdict';

type ScreeningRoute = RouteOf<'reply' | 'why' | 'screening' | 'repair' | 'stale-button' | 'edited'>;

/** Misunderstandings in a row after which "not sure" is offered in words. */
const REPAIRS_BEFORE_UNSURE = 2;

export class ScreeningDialog extends Dialog {
  constructor() {
    super('screening');
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const route = options as ScreeningRoute;
    switch (route.route) {
      case 'reply':
        takeReply(turn, route.reply);
        if (route.alsoAnswers.length > 0) sayAnswers(turn, route.alsoAnswers);
        break;
      case 'why':
        sayWhy(turn);
        break;
      case 'screening':
        if (route.entry) sayAnswers(turn, [route.entry]);
        startScreening(turn);
        break;
      case 'stale-button':
        refuse(turn, 'stale-button');
        break;
      case 'edited':
        refuse(turn, 'edited');
        break;
      case 'repair':
        repair(turn, route);
    }
    return dc.endDialog();
  }
}

function setScreening(turn: Turn, screening: ScreeningState): void {
  turn.state = { ...turn.state, screening };
}

/** Begins with the consent; a screening that is under way goes on, and a finished one opens again at its review. */
function startScreening(turn: Turn): void {
  const { screening } = turn.state;
  if (screening?.stage === 'done') setScreening(turn, { ...screening, stage: 'asking' });
  else if (!screening) setScreening(turn, newScreening('consent', turn.state.turn));
}

function takeReply(turn: Turn, reply: OpenReply): void {
  const { screening } = turn.state;
  if (reply.kind === 'offer') takeOffer(turn, reply.entry);
  else if (screening) REPLIES[reply.kind](turn, screening, reply as never);
}

type ReplyTaker<Kind extends OpenReply['kind']> = (
  turn: Turn,
  screening: ScreeningState,
  reply: Extract<OpenReply, { readonly kind: Kind }>,
) => void;

const REPLIES: { readonly [Kind in Exclude<OpenReply['kind'], 'offer'>]: ReplyTaker<Kind> } = {
  consent(turn, screening, { agreed }) {
    if (agreed) setScreening(turn, { ...screening, stage: 'asking', repairs: 0 });
    else declineScreening(turn);
  },
  answer(turn, screening, { question, answer }) {
    turn.say(turn.phrase('noted', { answer: answerTitle(turn.content, question, answer) }));
    setScreening(turn, withAnswer(screening, question.id, answer));
  },
  confirm(turn, screening) {
    sayVerdict(turn);
    setScreening(turn, { ...screening, stage: 'done', repairs: 0 });
  },
  change(turn, screening, { question }) {
    const changing = { ...screening, stage: 'changing' as const, repairs: 0 };
    setScreening(turn, question ? withoutAnswer(screening, question.id) : changing);
  },
  keep(turn, screening) {
    setScreening(turn, { ...screening, stage: 'asking', repairs: 0 });
  },
};

function takeOffer(turn: Turn, entry: Entry | undefined): void {
  if (entry) sayAnswers(turn, [entry]);
  else turn.say(turn.phrase('ask-again'), { choices: startChoices(turn) });
}

function declineScreening(turn: Turn): void {
  const { screening: _declined, ...state } = turn.state;
  turn.state = state;
  turn.say(turn.phrase('consent-declined'), { choices: startChoices(turn) });
}

function sayWhy(turn: Turn): void {
  const open = openQuestion(turn.content, turn.state);
  if (open && 'question' in open) turn.say(turn.phrase('why', { why: open.question.why }));
  else turn.say(turn.phrase('why-consent'));
}

/** Changes nothing: what is open is asked again, and what was offered is offered again. */
function refuse(turn: Turn, phrase: 'stale-button' | 'edited'): void {
  turn.say(turn.phrase(phrase));
  const offered = offeredEntries(turn);
  if (turn.state.language.offered) sayLanguageOffer(turn);
  else if (offered.length > 0) offerEntries(turn, offered);
  else turn.say('', { choices: startChoices(turn) });
}

/** A question is open and the message is no reply: the question again, in other words. */
function repair(turn: Turn, { subjects, aboutOthers, isReply }: RouteOf<'repair'>): void {
  const { screening } = turn.state;
  const open = openQuestion(turn.content, turn.state);
  if (!screening || !open) return;
  const isUnreadable = sayUnreadable(turn);
  const misread = isReply && !isUnreadable && subjects.length === 0;
  // The article is silent on it, but the message was understood: no repair is counted.
  if (subjects.length > 0) saySilent(turn, subjects, 'not-covered');
  if (misread && aboutOthers && 'question' in open) turn.say(turn.phrase('about-you'));
  setScreening(turn, { ...screening, repairs: misread ? screening.repairs + 1 : 0 });
}

/** Asks the open question, with its buttons; the second time in other words. */
export class AskDialog extends Dialog {
  constructor() {
    super(ASK_DIALOG);
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    sayOpen(turnOf(dc.context));
    return dc.endDialog();
  }
}

/** Says what is open: a question, or what was offered. */
export function sayOpen(turn: Turn): void {
  const { content, state } = turn;
  const open = openQuestion(content, state);
  if (!open) {
    const offered = offeredEntries(turn);
    if (offered.length > 0) offerEntries(turn, offered);
    return;
  }
  const look =
    open.id === 'review' ? { kind: 'review' as const, rows: reviewRows(turn) } : { kind: 'question' as const };
  turn.say(askWords(turn), { choices: turn.marked(choicesOf(content, open)), ...look });
}

function offeredEntries({ content, state }: Turn): Entry[] {
  return state.offered.flatMap((id) => content.entries.filter((entry) => entry.id === id));
}

export const ASK_DIALOG = 'ask';

function askWords(turn: Turn): string {
  const open = openQuestion(turn.content, turn.state);
  const repairs = turn.state.screening?.repairs ?? 0;
  if (open && 'question' in open) return questionWords(turn, open.question, repairs);
  const { retentionDays: days } = turn.clinic;
  const count = turn.content.screening.questions.length;
  if (open?.id === 'consent') return turn.phrase(repairs > 0 ? 'consent-again' : 'consent', { count, days });
  if (open?.id === 'change') return turn.phrase('change');
  if (repairs > 0) turn.say(turn.phrase('repair-confirm'));
  return turn.phrase('review', { answers: reviewLines(turn) });
}

function questionWords(turn: Turn, question: Question, repairs: number): string {
  const { content } = turn;
  if (repairs >= REPAIRS_BEFORE_UNSURE) {
    return turn.phrase('repair-unsure', {
      rephrase: question.rephrase,
      unsure: answerTitle(content, question, 'unsure'),
    });
  }
  if (repairs > 0) return turn.phrase('repair-again', { rephrase: question.rephrase });
  const { questions } = content.screening;
  return turn.phrase('progress', {
    number: questions.indexOf(question) + 1,
    count: questions.length,
    ask: question.ask,
  });
}
