// An alarm sign, now: seek care, in words that fit the sign. The screening waits, and no button leads away from that.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { RouteOf } from './route';
import { openQuestion } from './state';
import { type Turn, turnOf } from './turn';

export class UrgentDialog extends Dialog {
  constructor() {
    super('urgent');
  }

  override async beginDialog(dc: DialogContext, options?: object): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { alarm } = options as RouteOf<'urgent'>;
    turn.urgentPhrase = alarm.phrase;
    // A welcome or a notice would stand in the way of the help; the welcome comes with the next message.
    if (turn.isWelcoming) turn.state = { ...turn.state, greeted: false };
    turn.replies.length = 0;
    turn.say(urgentWords(turn));
    const { screening } = turn.state;
    if (screening && openQuestion(turn.content, turn.state)) {
      turn.say(turn.phrase('urgent-paused'));
      turn.state = { ...turn.state, screening: { ...screening, paused: true } };
    }
    return dc.endDialog();
  }
}

function urgentWords(turn: Turn): string {
  const { emergencyNumber: emergency, crisisLine: crisis } = turn.clinic;
  switch (turn.urgentPhrase) {
    case 'urgent-breathing':
      return turn.phrase('urgent-breathing', { emergency });
    case 'urgent-infection':
      return turn.phrase('urgent-infection', { emergency });
    case 'urgent-self-harm':
      return turn.phrase('urgent-self-harm', { crisis, emergency });
    default:
      return turn.phrase('urgent-emergency', { emergency });
  }
}
