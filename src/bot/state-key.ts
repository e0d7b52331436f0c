// The key under which a conversation is kept. Invariant: no caller can name parts that make the key of another conversation.
import type { Activity } from 'botbuilder';

/** In a group each person has a state of their own; elsewhere the conversation is one person's. */
export function stateKey({
  channelId,
  conversation,
  from,
}: Pick<Activity, 'channelId' | 'conversation'> & Partial<Pick<Activity, 'from'>>): string {
  const parts = conversation.isGroup ? [channelId, conversation.id, from?.id ?? ''] : [channelId, conversation.id];
  // The callers choose the parts: a slash in one must not make it the key of another conversation.
  return parts.map((part) => part.replace(/[%/]/g, encodeURIComponent)).join('/');
}
