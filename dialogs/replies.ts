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
import type { Mark } from './state';

/** A button: what it shows is what it sends, so a tap and typed words read the same. */
export interface Choice {
  readonly title: string;
  /** What it replies to; a tap carries it, so that one that comes too late is known. */
  readonly mark?: Mark;
}

/** A button that opens a page. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

export interface Reply {
  readonly text: string;
  readonly link?: Link;
  readonly choices?: readonly Choice[];
}

/** All replies of a turn as one: the texts in order, the last choices and the last link. */
export function joinReplies(replies: readonly Reply[]): Reply {
  const link = replies.findLast((reply) => reply.link)?.link;
  const choices = replies.findLast((reply) => reply.choices && reply.choices.length > 0)?.choices;
  return {
    text: replies
      .map((reply) => reply.text.trim())
      .filter((text) => text !== '')
      .join('\n\n'),
    ...(link ? { link } : {}),
    ...(choices ? { choices } : {}),
  };
}

/**
 * The Bot Framework activities of a reply, with all that a channel may show; the channel's middleware takes away what it
 * cannot. A text with a list goes ahead of its buttons: some clients show a message with buttons without its line breaks.
 */
export function replyActivities(
  reply: Reply,
  { expectsInput }: { readonly expectsInput: boolean },
): readonly Partial<Activity>[] {
  const end = reply.text.lastIndexOf('\n\n');
  const splits = reply.choices !== undefined && end > 0 && /^- /m.test(reply.text.slice(0, end));
  const [lead, text] = splits ? [reply.text.slice(0, end), reply.text.slice(end + 2)] : [undefined, reply.text];
  const inputHint = expectsInput ? InputHints.ExpectingInput : InputHints.AcceptingInput;
  return [
    ...(lead === undefined ? [] : [{ ...message(lead), inputHint: InputHints.IgnoringInput }]),
    {
      ...message(text),
      inputHint,
      ...(reply.link ? { attachments: [linkCard(reply.link)] } : {}),
      ...(reply.choices ? { suggestedActions: { to: [], actions: reply.choices.map(choiceAction) } } : {}),
    },
  ];
}

function message(text: string): Partial<Activity> {
  return { type: ActivityTypes.Message, text, textFormat: 'markdown' };
}

function linkCard({ title, url }: Link): Attachment {
  return CardFactory.heroCard('', [], [{ type: ActionTypes.OpenUrl, title, value: url }]);
}

function choiceAction({ title, mark }: Choice): CardAction {
  if (mark === undefined) return { type: ActionTypes.ImBack, title, value: title };
  return { type: ActionTypes.MessageBack, title, text: title, displayText: title, value: { text: title, ...mark } };
}
