// The key under which a conversation is kept. Invariant: no caller can name parts that make the key of another conversation.
import { isShared } from './channels';

/** What of an activity tells its conversation. */
export interface Whereabouts {
  readonly channelId: string;
  readonly conversation: {
    readonly id: string;
    readonly isGroup?: boolean | undefined;
    readonly conversationType?: string | undefined;
  };
  readonly from?: { readonly id: string };
}

/** In a group each person has a state of their own; elsewhere the conversation is one person's. */
export function stateKey(where: Whereabouts): string {
  const { channelId, conversation, from } = where;
  return keyOf(isShared(where) ? [channelId, conversation.id, from?.id ?? ''] : [channelId, conversation.id]);
}

/** The key of what concerns a conversation whoever takes part in it: that the bot has greeted it. */
export function arrivalKey({ channelId, conversation }: Whereabouts): string {
  return keyOf([channelId, conversation.id]);
}

/** The callers choose the parts: a slash in one must not make it the key of another conversation. */
function keyOf(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[%/]/g, encodeURIComponent)).join('/');
}
