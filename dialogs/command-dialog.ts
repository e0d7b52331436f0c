// The commands: each does what it says, and says so.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { type Answers, answeredQuestions, type Command, type Question } from '../knowledge';
import { startChoices } from './faq-dialog';
import type { RouteOf } from './route';
import { newScreening, newState, openQuestion, withoutAnswer } from './state';
import { type Turn, turnOf } from './turn';
import { keptQuestions, reviewLines } from './verdict';

export class CommandDialog extends Dialog {
  constructor() {
    super('command');
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const { command } = options as RouteOf<'command'>;
    COMMANDS[command](turnOf(dc.context));
    return dc.endDialog();
  }
}

const COMMANDS: Readonly<Record<Command, (turn: Turn) => void>> = {
  cancel(turn) {
    const { screening, ...rest } = turn.state;
    if (screening && isOpen(turn)) {
      turn.state = rest;
      turn.say(turn.phrase(screening.stage === 'consent' ? 'cancelled-consent' : 'cancelled'));
    } else turn.say(turn.phrase('nothing-to-cancel'));
    offerStart(turn);
  },

  back(turn) {
    const { screening } = turn.state;
    const last = screening && lastBeforeOpen(turn, screening.answers);
    if (!screening) {
      turn.say(turn.phrase('nothing-to-go-back'));
      offerStart(turn);
    } else if (screening.stage === 'done') {
      turn.state = { ...turn.state, screening: { ...screening, stage: 'asking' } };
    } else if (screening.stage === 'changing') {
      turn.state = { ...turn.state, screening: { ...screening, stage: 'asking' } };
      turn.say(turn.phrase('back'));
    } else if (last) {
      turn.state = { ...turn.state, screening: withoutAnswer(screening, last.id) };
      turn.say(turn.phrase('back'));
    } else turn.say(turn.phrase('back-at-start'));
  },

  'start-over'(turn) {
    const { screening } = turn.state;
    if (screening && isOpen(turn)) {
      // What was agreed to stays agreed to; the answers go.
      const stage = screening.stage === 'consent' ? 'consent' : 'asking';
      turn.state = { ...turn.state, screening: newScreening(stage, turn.state.turn) };
      turn.say(turn.phrase('started-over'));
    } else {
      forget(turn);
      turn.say(turn.phrase('fresh-start'));
      offerStart(turn);
    }
  },

  help(turn) {
    turn.say(turn.phrase(turn.isPrivate ? 'help' : 'help-group'), turn.isPrivate ? {} : turn.privateLink());
    offerStart(turn);
  },

  ask(turn) {
    const popular = turn.content.entries.filter((entry) => POPULAR.includes(entry.id));
    turn.say(turn.phrase(turn.isPrivate ? 'ask-invite' : 'ask-invite-group'), {
      choices: popular.map(({ question }) => ({ title: question })),
    });
  },

  'delete-data'(turn) {
    forget(turn);
    turn.forgets = true;
    turn.say(turn.phrase(turn.isPrivate ? 'deleted' : 'deleted-group'));
    if (turn.clinic.gapDays !== undefined) turn.say(turn.phrase('deleted-gaps'));
    offerStart(turn);
  },

  'my-questions'(turn) {
    const kept = keptQuestions(turn);
    turn.say(kept ?? turn.phrase('kept-none'), kept === undefined ? {} : { kind: 'kept' });
    offerStart(turn);
  },

  review(turn) {
    const { screening } = turn.state;
    if (!screening || Object.keys(screening.answers).length === 0) {
      turn.say(turn.phrase('review-nothing'));
      offerStart(turn);
    } else if (screening.stage === 'done') {
      // A finished screening opens again at its review, where every answer can still be changed.
      turn.state = { ...turn.state, screening: { ...screening, stage: 'asking' } };
    } else if (openQuestion(turn.content, turn.state)?.id === 'review') {
      // They see their answers already, so what they want is another one.
      turn.state = { ...turn.state, screening: { ...screening, stage: 'changing' } };
    } else turn.say(reviewLines(turn), { kind: 'list' });
  },
};

/** What people ask first, offered to those who do not know how to begin. */
const POPULAR: readonly string[] = ['what-is-microneedling', 'pain', 'recovery-time'];

function isOpen(turn: Turn): boolean {
  return openQuestion(turn.content, turn.state) !== undefined;
}

/** The question asked before the open one; those behind it keep their answers when one is changed. */
function lastBeforeOpen({ content, state }: Turn, answers: Answers): Question | undefined {
  const open = openQuestion(content, state);
  const answered = answeredQuestions(content, answers).map(([question]) => question);
  if (!open || !('question' in open)) return answered.at(-1);
  const { questions } = content.screening;
  return answered.findLast((question) => questions.indexOf(question) < questions.indexOf(open.question));
}

/** The three ways to go on; the buttons of an open question, asked after this, take their place. */
function offerStart(turn: Turn): void {
  turn.say('', { choices: startChoices(turn) });
}

/** A conversation as new, but for the welcome. */
function forget(turn: Turn): void {
  // The count goes on, so that no later screening bears the mark of an earlier one; and so does the language.
  const { language, turn: count } = turn.state;
  turn.state = { ...newState(turn.content), language, greeted: true, turn: count };
}
