// What every state store can do. The suite in test/state/storage-contract.ts says what the words below mean.
import type { Storage } from 'botbuilder';
import type { ConversationLog } from './conversation-log';

/**
 * Botbuilder's storage, with what a service needs besides. `write` is all or nothing and durable once it resolves.
 * An item bears an `eTag`: written with it, the item must be untouched since (not deleted either), or the write is
 * refused with `STATE_CONFLICT`; with `*` or none the last write wins.
 */
export interface StateStorage extends Storage {
  /** What was said in the web chat, in the same store. */
  readonly log: ConversationLog;
  /** 32 random bytes of that name, made when they are first asked for and kept from then on. Waits, as opening the store does. */
  secret(name: string): Buffer;
  /** Whether the store can serve now; never rejects. */
  isReachable(): Promise<boolean>;
  /** Deletes every item last written before the date, and tells how many they were; and what was said, likewise. */
  deleteOlderThan(date: Date): Promise<number>;
  /** Lets go of the store; any later call but this one and `isReachable` is refused. */
  close(): Promise<void>;
}
