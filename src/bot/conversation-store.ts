// The stored state of a conversation, checked on the way in and written with compare-and-set on the way out.
import { z } from 'zod';
import { conversationStateSchema } from '../../dialogs';
import type { StateStorage } from '../state/state-storage';

/** What marks a message: a channel that sends one again sends both unchanged. */
export interface MessageMark {
  readonly id: string;
  readonly timestamp: string;
}

const recordSchema = z.object({
  state: conversationStateSchema,
  /** The latest message last. */
  recentMessages: z.array(z.object({ id: z.string(), timestamp: z.string() })).default([]),
  /** The choices last shown as a numbered list, in our words; empty where the channel has buttons. */
  choices: z.array(z.string()).default([]),
  eTag: z.string().optional(),
});

export type ConversationRecord = z.infer<typeof recordSchema>;

export interface ConversationStore {
  /** The record, or undefined where there is none or it can no longer be read (then `onUnreadable` hears of it). */
  load(key: string): Promise<ConversationRecord | undefined>;
  /** Writes on top of what was loaded. Throws an error with code STATE_CONFLICT where somebody else wrote since. */
  save(key: string, record: ConversationRecord): Promise<void>;
  /** Deletes the record, and all that was said in the web chat, so that nothing of it lingers in the store's files. */
  erase(key: string): Promise<void>;
}

export function createConversationStore(storage: StateStorage, onUnreadable: () => void): ConversationStore {
  return {
    async load(key) {
      const item: unknown = (await storage.read([key]))[key];
      if (item === undefined) return undefined;
      const parsed = recordSchema.safeParse(item);
      if (parsed.success) return parsed.data;
      // Half-understood health answers are worse than none: the record goes, and the conversation starts anew.
      onUnreadable();
      await storage.delete([key]);
      return undefined;
    },
    save: (key, record) => storage.write({ [key]: record }),
    erase: (key) => storage.log.forget(key),
  };
}
