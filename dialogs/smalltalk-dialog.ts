// Greeting, thanks, goodbye, and the way to a person: a short phrase each.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { startChoices } from './faq-dialog';
import type { RouteOf } from './route';
import { type Turn, turnOf } from './turn';

export class SmalltalkDialog extends Dialog {
  constructor() {
    super('smalltalk');
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const route = options as RouteOf<'person' | 'smalltalk'>;
    if (route.route === 'person') sayPerson(turn);
    // The welcome has greeted already.
    else if (!(route.smalltalk === 'greeting' && turn.replies.length > 0)) turn.say(turn.phrase(route.smalltalk));
    if (route.route === 'smalltalk' && route.smalltalk !== 'goodbye') turn.say('', { choices: startChoices(turn) });
    return dc.endDialog();
  }
}

/** How to reach a person, by what the clinic has set. */
function sayPerson(turn: Turn): void {
  const { name: clinic, phone, bookingUrl } = turn.clinic;
  if (phone && bookingUrl) turn.say(turn.phrase('person-all', { clinic, phone }), turn.bookingLink());
  else if (bookingUrl) turn.say(turn.phrase('person-booking', { clinic }), turn.bookingLink());
  else if (phone) turn.say(turn.phrase('person-phone', { clinic, phone }));
  else turn.say(turn.phrase('person-none', { clinic }));
}
