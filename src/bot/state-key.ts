// The key under which a conversation is kept. Invariant: no caller can name parts that make the key of another conversation.

/** What of an activity tells its conversation. */
export interface Whereabouts {
  readonly channelId: string;
  readonly conversation: { readonly id: string; readonly isGroup?: boolean | undefined };
  readonly from?: { readonly id: string };
}

/** In a group each person has a state of their own; elsewhere the conversation is one person's. */
export function stateKey({ channelId, conversation, from }: Whereabouts): string {
  const parts = conversation.isGroup ? [channelId, conversation.id, from?.id ?? ''] : [channelId, conversation.id];
  // The callers choose the parts: a slash in one must not make it the key of another conversation.
  return parts.map((part) => part.replace(/[%/]/g, encodeURIComponent)).join('/');
}
