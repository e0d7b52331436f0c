// A Reply is text first, card second, choices third: whoever sees only the text misses nothing.
import { ActionTypes, type Activity, ActivityTypes, CardFactory, InputHints } from 'botbuilder-core';

/** A button: what it shows is what it sends, so a tap and typed words read the same. */
export interface Choice {
  readonly title: string;
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

/** The Bot Framework activity of a reply, with all that a channel may show; the channel's middleware takes away what it cannot. */
export function replyActivity(reply: Reply, { expectsInput }: { readonly expectsInput: boolean }): Partial<Activity> {
  return {
    type: ActivityTypes.Message,
    text: reply.text,
    textFormat: 'markdown',
    inputHint: expectsInput ? InputHints.ExpectingInput : InputHints.AcceptingInput,
    ...(reply.link
      ? {
          attachments: [
            CardFactory.heroCard(
              '',
              [],
              [{ type: ActionTypes.OpenUrl, title: reply.link.title, value: reply.link.url }],
            ),
          ],
        }
      : {}),
    ...(reply.choices
      ? {
          suggestedActions: {
            to: [],
            actions: reply.choices.map(({ title }) => ({ type: ActionTypes.ImBack, title, value: title })),
          },
        }
      : {}),
  };
}
