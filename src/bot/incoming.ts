// What an activity means to the bot: a message, an arrival that calls for the welcome, or nothing.
import { type Activity, ActivityTypes } from 'botbuilder';
import type { Mark, Message } from '../../dialogs';
import { isShared, traitsOf } from './channels';
import { withoutMentions } from './mentions';

export type IncomingActivity =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'arrival' }
  | { readonly kind: 'ignored' };

export function readActivity(activity: Activity): IncomingActivity {
  switch (activity.type) {
    case ActivityTypes.MessageUpdate:
      // Teams also says so of a message that comes back after it was deleted.
      return isEdit(activity.channelData) ? readMessage(activity, { isEdit: true }) : { kind: 'ignored' };
    case ActivityTypes.Message:
      return readMessage(activity, {});
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

function readMessage(activity: Activity, more: { readonly isEdit?: true }): IncomingActivity {
  const value = contentOf(activity.value);
  const spoken = spokenIn(activity);
  const text = spoken.text ?? submittedText(value);
  const hasAttachments = (activity.attachments ?? []).some(({ contentType }) => !NO_FILES.test(contentType));
  const button = markOf(value);
  const isMention = spoken.callsBot && text === '' && !hasAttachments;
  const message = {
    text: withoutControls(text),
    hasAttachments,
    ...(button ? { button } : {}),
    ...(isMention ? { isMention } : {}),
    ...more,
  };
  return { kind: 'message', message };
}

/** A channel sends the words once more as HTML, the message that is replied to, and previews of links; those are no files. */
const NO_FILES = /^(text\/html|messageReference|application\/vnd\.microsoft\.card\..+)$/i;

function isEdit(channelData: unknown): boolean {
  const eventType = isRecord(channelData) ? channelData.eventType : undefined;
  return eventType === undefined || eventType === 'editMessage';
}

/** What a button carries: an object, or one that a channel has put into a string. */
function contentOf(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A card's button comes without text; ours put the words that they stand for into `value.text`. */
function submittedText(value: unknown): string {
  const text = isRecord(value) ? value.text : value;
  return typeof text === 'string' ? text : '';
}

/** The mark that a tapped button carries; it is only ever compared. One whose screening is no number is none of ours. */
function markOf(value: unknown): Mark | undefined {
  if (!isRecord(value) || typeof value.question !== 'string') return undefined;
  const { question, screening, language } = value;
  return {
    question,
    ...(screening === undefined ? {} : { screening: typeof screening === 'number' ? screening : Number.NaN }),
    ...(typeof language === 'string' ? { language } : {}),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (character) =>
    character === '\n' || character === '\t' || character === '\u200d' ? character : ' ',
  );
}
