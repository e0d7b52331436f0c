// A Reply is text first, card second, choices third: whoever sees only the text misses nothing.
import {
  ActionTypes,
  type Activity,
  ActivityTypes,
  type Attachment,
  type CardAction,
  CardFactory,
  InputHints,
} from 'botbuilder-core';
import { type Answered, answeredCard, replyCard } from './cards/reply-card';
import type { Mark } from './state';

/** A button: what it shows is what it sends, unless it says otherwise; a tap and typed words read the same. */
export interface Choice {
  readonly title: string;
  /** What it sends, where the title alone would not tell. */
  readonly says?: string;
  /** What it replies to; a tap carries it, so that one that comes too late is known. */
  readonly mark?: Mark;
}

/** A button that opens a page. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** How a part of a reply looks on a card; without one it is plain text. */
export type PartKind = 'welcome' | 'answer' | 'question' | 'review' | 'verdict' | 'list' | 'kept';

/** A line of the review, and the button that changes it. */
export interface Row {
  readonly text: string;
  readonly change?: Choice;
}

export interface Part {
  readonly text: string;
  readonly kind?: PartKind;
  readonly rows?: readonly Row[];
}

export interface Reply {
  readonly text: string;
  /** The same words, part by part. */
  readonly parts?: readonly Part[];
  readonly link?: Link;
  readonly choices?: readonly Choice[];
}

/** What a dialog says at once. */
export type Said = Part & Omit<Reply, 'parts'>;

/** All that was said in a turn as one reply: the texts in order, the last choices and the last link. */
export function joinReplies(said: readonly Said[]): Reply {
  const link = said.findLast((one) => one.link)?.link;
  const choices = said.findLast((one) => one.choices && one.choices.length > 0)?.choices;
  const parts = partsOf(said);
  return {
    text: parts.map(({ text }) => text).join('\n\n'),
    parts,
    ...(link ? { link } : {}),
    ...(choices ? { choices } : {}),
  };
}

export function partsOf(said: readonly Said[]): Part[] {
  return said
    .map(({ text, kind, rows }) => ({ text: text.trim(), ...(kind ? { kind } : {}), ...(rows ? { rows } : {}) }))
    .filter(({ text }) => text !== '');
}

export interface ReplyTraits {
  /** Whether a question waits for the patient. */
  readonly expectsInput: boolean;
  /** Its language. */
  readonly locale?: string;
}

/** The Bot Framework activity of a reply, with all that a channel may show; the channel's middleware takes away what it cannot. */
export function replyActivity(reply: Reply, { expectsInput, locale }: ReplyTraits): Partial<Activity> {
  const card = replyCard(reply);
  const attachments = [
    ...(reply.link ? [linkCard(reply.link)] : []),
    ...(card ? [CardFactory.adaptiveCard(card)] : []),
  ];
  return {
    type: ActivityTypes.Message,
    text: reply.text,
    textFormat: 'markdown',
    ...(locale === undefined ? {} : { locale }),
    inputHint: expectsInput ? InputHints.ExpectingInput : InputHints.AcceptingInput,
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(reply.choices ? { suggestedActions: { to: [], actions: reply.choices.map(choiceAction) } } : {}),
  };
}

/** What takes the place of a card whose question has been answered. */
export function answeredActivity(answered: Answered): Partial<Activity> {
  return { type: ActivityTypes.Message, attachments: [CardFactory.adaptiveCard(answeredCard(answered))] };
}

function linkCard({ title, url }: Link): Attachment {
  return CardFactory.heroCard('', [], [{ type: ActionTypes.OpenUrl, title, value: url }]);
}

function choiceAction({ title, says = title, mark }: Choice): CardAction {
  if (mark === undefined) return { type: ActionTypes.ImBack, title, value: says };
  return { type: ActionTypes.MessageBack, title, text: says, displayText: says, value: { text: says, ...mark } };
}
