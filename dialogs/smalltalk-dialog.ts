// Greeting, thanks, goodbye, what is kept, a kind word, the way to a person or to the private chat: a short phrase each.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { startChoices } from './faq-dialog';
import type { Choice } from './replies';
import type { RouteOf, SmalltalkId } from './route';
import { type Turn, turnOf } from './turn';

export class SmalltalkDialog extends Dialog {
  constructor() {
    super('smalltalk');
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const route = options as RouteOf<'person' | 'private' | 'smalltalk'>;
    if (route.route === 'person') sayPerson(turn);
    else if (route.route === 'private') turn.say(turn.phrase('private-only'), turn.privateLink());
    else saySmalltalk(turn, route.smalltalk);
    return dc.endDialog();
  }
}

function saySmalltalk(turn: Turn, smalltalk: SmalltalkId): void {
  if (smalltalk === 'privacy') sayPrivacy(turn);
  // The welcome has greeted already.
  else if (smalltalk !== 'greeting' || turn.replies.length === 0) turn.say(turn.phrase(smalltalk));
  if (smalltalk === 'goodbye') return;
  turn.say('', { choices: smalltalk === 'worried' ? calmingChoices(turn) : startChoices(turn) });
}

function sayPrivacy(turn: Turn): void {
  const { retentionDays, gapDays } = turn.clinic;
  turn.say(turn.phrase(turn.isPrivate ? 'privacy' : 'privacy-group', { days: retentionDays }));
  if (gapDays !== undefined) turn.say(turn.phrase('privacy-gaps', { days: gapDays }));
}

/** What frightened people want to know first. */
const CALMING: readonly string[] = ['pain', 'numbing'];

function calmingChoices(turn: Turn): Choice[] {
  const entries = turn.content.entries.filter((entry) => CALMING.includes(entry.id));
  return [...entries.map(({ question }) => ({ title: question })), turn.choice('choice-person')];
}

/** How to reach a person, by what the clinic has set. */
function sayPerson(turn: Turn): void {
  const { name: clinic, phone, bookingUrl } = turn.clinic;
  if (phone && bookingUrl) turn.say(turn.phrase('person-all', { clinic, phone }), turn.bookingLink());
  else if (bookingUrl) turn.say(turn.phrase('person-booking', { clinic }), turn.bookingLink());
  else if (phone) turn.say(turn.phrase('person-phone', { clinic, phone }));
  else turn.say(turn.phrase('person-none', { clinic }));
}
