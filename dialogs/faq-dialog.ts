// Answers from the article, offers two or three choices when in doubt, or says that the article is silent.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { type Entry, LONGEST_TEXT, normalize, type Subject } from '../knowledge';
import type { Choice } from './replies';
import type { RouteOf } from './route';
import { type Turn, turnOf } from './turn';

const MOST_RELATED = 3;
const MOST_KEPT_QUESTIONS = 20;
const LONGEST_KEPT_QUESTION = 300;

type FaqRoute = RouteOf<'answer' | 'choices' | 'not-covered' | 'off-topic'>;

export class FaqDialog extends Dialog {
  constructor() {
    super('faq');
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const route = options as FaqRoute;
    switch (route.route) {
      case 'answer':
        sayAnswers(turn, route.entries);
        saySilent(turn, route.subjects, 'not-covered-too');
        break;
      case 'choices':
        offerEntries(turn, route.entries);
        break;
      case 'not-covered':
        saySilent(turn, route.subjects, 'not-covered');
        turn.say('', { choices: startChoices(turn) });
        break;
      case 'off-topic':
        sayOffTopic(turn);
    }
    return dc.endDialog();
  }
}

/** Each answer with its section, and then what patients ask next. */
export function sayAnswers(turn: Turn, entries: readonly Entry[]): void {
  for (const { answer, section } of entries) {
    turn.say(turn.phrase('answer', { answer: answer.trim(), section }), { kind: 'answer' });
  }
  const topics = entries.map((entry) => entry.id);
  turn.trace = { ...turn.trace, topics: [...turn.trace.topics, ...topics] };
  turn.state = { ...turn.state, lastTopics: [...turn.state.lastTopics, ...topics] };
  turn.say('', { choices: relatedQuestions(turn, entries) });
}

/** "Did you mean", with a way out. */
export function offerEntries(turn: Turn, entries: readonly Entry[]): void {
  const offered = entries.map((entry) => entry.id);
  turn.trace = { ...turn.trace, choices: offered };
  turn.state = { ...turn.state, offered };
  turn.say(turn.phrase('did-you-mean'), {
    kind: 'question',
    choices: turn.marked([...entries.map((entry) => ({ title: entry.question })), turn.choice('choice-none')]),
  });
}

/**
 * The article is silent: says so, by the subject's name where it is known, and keeps the question for the dermatologist;
 * where others read along, nothing is kept.
 */
export function saySilent(turn: Turn, subjects: readonly Subject[], phrase: 'not-covered' | 'not-covered-too'): void {
  const known = turn.isPrivate ? phrase : 'not-covered-group';
  for (const { name } of subjects) turn.say(turn.phrase(known, { subject: name }));
  if (subjects.length === 0) {
    if (phrase === 'not-covered-too') return;
    turn.say(turn.phrase(turn.isPrivate ? 'not-covered-unknown' : 'not-covered-unknown-group'));
  }
  if (turn.isPrivate) keepQuestion(turn, turn.text);
}

/** Puts a question on the list for the dermatologist, once. */
export function keepQuestion(turn: Turn, text: string): void {
  const question = text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_KEPT_QUESTION);
  const { kept } = turn.state;
  if (question === '' || kept.some((other) => normalize(other) === normalize(question))) return;
  turn.state = { ...turn.state, kept: [...kept, question].slice(-MOST_KEPT_QUESTIONS) };
}

function sayOffTopic(turn: Turn): void {
  if (!sayUnreadable(turn)) turn.say(turn.phrase(normalize(turn.text) === '' ? 'blank' : 'off-topic'));
  turn.say('', { choices: startChoices(turn) });
}

/** Says what is wrong with a message that is too long to read, or a file without words; false where it is neither. */
export function sayUnreadable(turn: Turn): boolean {
  const isFile = turn.incoming.message.hasAttachments && normalize(turn.text) === '';
  if (turn.text.length > LONGEST_TEXT) turn.say(turn.phrase('too-long', { limit: LONGEST_TEXT }));
  else if (isFile) turn.say(turn.phrase('not-text'));
  return isFile || turn.text.length > LONGEST_TEXT;
}

/** The three ways to go on that the welcome offers; the check is none where others read along. */
export function startChoices(turn: Turn): Choice[] {
  const check = turn.isPrivate ? [turn.choice('choice-screening')] : [];
  return [turn.choice('choice-ask'), ...check, turn.choice('choice-person')];
}

function relatedQuestions(turn: Turn, entries: readonly Entry[]): Choice[] {
  const answered = new Set(entries.map((entry) => entry.id));
  const related = [...new Set(entries.flatMap((entry) => entry.related))].filter((id) => !answered.has(id));
  return related
    .flatMap((id) => turn.content.entries.filter((entry) => entry.id === id))
    .slice(0, MOST_RELATED)
    .map((entry) => ({ title: entry.question }));
}
