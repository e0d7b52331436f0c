// Runs the dialog of whatever route() chose; when that is done, asks the open question again or closes the turn.
import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Alarm } from '../knowledge';
import { CLOSING_DIALOG } from './closing-dialog';
import { dialogOf, type Route, type RouteName, type Situation } from './route';
import type { Router } from './router';
import { ASK_DIALOG } from './screening-dialog';
import { isSameMark, openQuestion, questionMark, withoutOffer } from './state';
import { type RouteTrace, type Turn, turnOf } from './turn';

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
    const situation: Situation = {
      ...(open ? { open } : {}),
      repliable: turn.isRepliable && delivered && !screening?.paused,
      isStaleButton: isStale(turn),
      isPrivate: turn.isPrivate,
      isMention: incoming.message.isMention === true,
      isEdit: incoming.message.isEdit === true,
      isFirst: turn.isFirst,
      language: state.language,
      ...(incoming.languageHint ? { languageHint: incoming.languageHint } : {}),
      offered,
      lastTopics,
      today: incoming.today,
    };
    turn.situation = situation;
    const route = this.router.route(turn.text, situation);

    turn.decided = route;
    turn.trace = { ...turn.trace, route: route.route, confidence: confidenceOf(route), ...groundsOf(route) };
    // Whatever was understood ends a row of repairs.
    const repairs = route.route === 'repair' ? (screening?.repairs ?? 0) : 0;
    // What the last turn offered or answered serves this turn alone; the dialogs set it anew.
    const isRefused = REFUSED.includes(route.route);
    if (!isRefused) {
      turn.state = {
        ...withoutOffer(state),
        offered: [],
        lastTopics: [],
        ...(screening ? { screening: { ...screening, paused: false, repairs } } : {}),
      };
    }
    if (open && !delivered) turn.say(turn.phrase('interrupted'));
    if (screening?.paused && route.route !== 'urgent' && !isRefused) turn.say(turn.phrase('after-urgent'));
    if (incoming.message.hasAttachments && turn.text.trim() !== '' && !isRefused) turn.say(turn.phrase('words-only'));
    return dc.beginDialog(dialogOf(route.route), route);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    // Another language waits for its reply, or takes the turn over.
    if (turn.state.language.offered || turn.change) return dc.endDialog();
    const open = openQuestion(turn.content, turn.state);
    const asks = open !== undefined && !turn.state.screening?.paused;
    return dc.replaceDialog(asks ? ASK_DIALOG : CLOSING_DIALOG);
  }
}

/** A button of a question that has been answered, changed or dropped since. */
function isStale({ content, state, incoming }: Turn): boolean {
  const { button } = incoming.message;
  return button !== undefined && !isSameMark(button, questionMark(content, state));
}

/** What closed lists decided is sure; the rest is as sure as the matcher. To three digits: staff compare it at a glance. */
function confidenceOf({ route, understanding }: Route): number {
  const isMatched = understanding !== undefined && !LISTED.includes(route);
  return isMatched ? toThreeDigits(understanding.confidence) : 1;
}

/** Why it was decided so, for staff. */
function groundsOf(route: Route): Pick<RouteTrace, 'candidates' | 'alarm'> {
  const candidates = route.understanding?.candidates ?? [];
  return {
    candidates: candidates.map((candidate) => ({ ...candidate, score: toThreeDigits(candidate.score) })),
    alarm: route.route === 'urgent' ? alarmOf(route.alarm) : null,
  };
}

function alarmOf({ sign, template, words }: Alarm): RouteTrace['alarm'] {
  return { sign, template, words };
}

function toThreeDigits(share: number): number {
  return Math.round(share * 1000) / 1000;
}

/** What is not taken in: it changes nothing, not even what was offered. */
const REFUSED: readonly RouteName[] = ['stale-button', 'edited'];

const LISTED: readonly RouteName[] = ['urgent', 'language', ...REFUSED, 'private', 'command', 'reply', 'why', 'repair'];
