// The recommendation to see a dermatologist and the next step: the one place that ends a turn which leaves no question open.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { PhraseId } from '../knowledge';
import { type Turn, turnOf } from './turn';

export const CLOSING_DIALOG = 'closing';

export class ClosingDialog extends Dialog {
  constructor() {
    super(CLOSING_DIALOG);
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    close(turnOf(dc.context));
    return dc.endDialog();
  }
}

/** Says the recommendation; "did you mean" is an open question, and needs none. */
export function close(turn: Turn): void {
  if (turn.state.offered.length > 0) return;
  // Booking is no next step for somebody who needs help now.
  const { route } = turn.trace;
  turn.say(turn.phrase(closingPhrase(turn)), route === 'urgent' ? {} : turn.bookingLink());
}

function closingPhrase(turn: Turn): PhraseId & ('closing' | `closing-${string}`) {
  if (turn.trace.verdict) return 'closing-verdict';
  if (turn.trace.route !== 'urgent') return 'closing';
  return turn.urgentPhrase === 'urgent-self-harm' ? 'closing-self-harm' : 'closing-urgent';
}
