// Runs the dialog of whatever route() chose; when that is done, asks the open question again or closes the turn.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import { CLOSING_DIALOG } from './closing-dialog';
import { dialogOf } from './route';
import type { Router } from './router';
import { ASK_DIALOG } from './screening-dialog';
import { openQuestion } from './state';
import { turnOf } from './turn';

export const ROOT_DIALOG = 'root';

export class RootDialog extends Dialog {
  constructor(private readonly router: Router) {
    super(ROOT_DIALOG);
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const { content, incoming, state } = turn;
    const { screening, offered, lastTopics, delivered } = state;
    const open = openQuestion(content, state);
    const route = this.router.route(turn.text, {
      ...(open ? { open } : {}),
      repliable: delivered && !screening?.paused,
      offered,
      lastTopics,
      today: incoming.today,
      numberedChoices: incoming.numberedChoices,
    });

    turn.trace = { ...turn.trace, route: route.route, confidence: rounded(route.understanding?.confidence ?? 1) };
    // Whatever was understood ends a row of repairs.
    const repairs = route.route === 'repair' ? (screening?.repairs ?? 0) : 0;
    // What the last turn offered or answered serves this turn alone; the dialogs set it anew.
    turn.state = {
      ...state,
      offered: [],
      lastTopics: [],
      ...(screening ? { screening: { ...screening, paused: false, repairs } } : {}),
    };
    if (open && !delivered) turn.say(turn.phrase('interrupted'));
    return dc.beginDialog(dialogOf(route.route), route);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    const open = openQuestion(turn.content, turn.state);
    const asks = open !== undefined && !turn.state.screening?.paused;
    return dc.replaceDialog(asks ? ASK_DIALOG : CLOSING_DIALOG);
  }
}

/** Staff compare it at a glance; more digits would say nothing. */
function rounded(confidence: number): number {
  return Math.round(confidence * 1000) / 1000;
}
