// What an activity means to the bot: a message, an arrival that calls for the welcome, or nothing.
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Message } from '../../dialogs';
import { isShared, traitsOf } from './channels';
import { withoutMentions } from './mentions';

export type IncomingActivity =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'arrival' }
  | { readonly kind: 'ignored' };

export function readActivity(activity: Activity): IncomingActivity {
  switch (activity.type) {
    case ActivityTypes.Message: {
      const spoken = spokenIn(activity);
      const text = spoken.text ?? submittedText(activity.value);
      // A channel sends the words once more as an HTML attachment; that is not a file.
      const files = (activity.attachments ?? []).filter(({ contentType }) => contentType !== 'text/html');
      const question = questionOf(activity.value);
      const message = { text: withoutControls(text), hasAttachments: files.length > 0 };
      return {
        kind: 'message',
        message: {
          ...message,
          ...(question === undefined ? {} : { question }),
          ...(spoken.callsBot && text === '' && files.length === 0 ? { isMention: true } : {}),
        },
      };
    }
    case ActivityTypes.ConversationUpdate:
      return { kind: calledFor(activity) ? 'arrival' : 'ignored' };
    case ActivityTypes.InstallationUpdate:
      return { kind: activity.action?.startsWith('add') ? 'arrival' : 'ignored' };
    case ActivityTypes.Event:
      return { kind: activity.name === 'webchat/join' ? 'arrival' : 'ignored' };
    default:
      return { kind: 'ignored' };
  }
}

/** Somebody besides the bot was added; a group is greeted when the bot comes to it, and not each time that somebody joins. */
function calledFor(activity: Activity): boolean {
  const botId = activity.recipient?.id;
  const ids = (activity.membersAdded ?? []).flatMap((member) => (member?.id === undefined ? [] : [member.id]));
  return isShared(activity) ? ids.some((id) => id === botId) : ids.some((id) => id !== botId);
}

function spokenIn(activity: Activity): { readonly text?: string; readonly callsBot: boolean } {
  if (typeof activity.text !== 'string') return { callsBot: false };
  if (traitsOf(activity.channelId).mentions) return withoutMentions(activity);
  return { text: activity.text, callsBot: false };
}

/** A card's button comes without text; ours put the words that they stand for into `value.text`. */
function submittedText(value: unknown): string {
  const text = typeof value === 'object' && value !== null && 'text' in value ? value.text : value;
  return typeof text === 'string' ? text : '';
}

/** The mark of the question that a tapped button belongs to; it is only ever compared. */
function questionOf(value: unknown): string | undefined {
  const question = typeof value === 'object' && value !== null && 'question' in value ? value.question : undefined;
  return typeof question === 'string' ? question : undefined;
}

function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    character === '\n' || character === '\t' || character === '\u200d' ? character : ' ',
  );
}
