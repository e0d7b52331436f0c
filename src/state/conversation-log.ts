// What was said in a conversation of the web chat, kept beside its state: the suite in test/state/log-contract.ts says what
// the words below mean. Invariant: `at` rises within a conversation, also past what was forgotten, and never changes.

/** One activity as it was said. `at` is its place, and its time in milliseconds since 1970: no two of a conversation share one. */
export interface LogEntry {
  readonly at: number;
  readonly activity: Readonly<Record<string, unknown>>;
}

export interface Posted {
  readonly entry: LogEntry;
  /** False where the same client id was posted before; `entry` is then the one of that time. */
  readonly isNew: boolean;
  /** Whether its turn has been run. */
  readonly isHandled: boolean;
}

/** A conversation bears the key of its state. Whatever needs one that was not begun, or is gone, gives undefined. */
export interface ConversationLog {
  /** Begins the conversation; false where it had begun before. */
  begin(key: string): Promise<boolean>;
  /** The place of what was said last, forgotten or not. */
  lastPlace(key: string): Promise<number | undefined>;
  /** What was said after the place, in order; the first `most` of it. */
  readAfter(key: string, at: number, most?: number): Promise<readonly LogEntry[] | undefined>;
  /** Adds what the bot says, as one. */
  append(key: string, activities: readonly LogEntry['activity'][]): Promise<readonly LogEntry[] | undefined>;
  /** Adds what the patient says, once for each client id: the copy that comes again, or beside it, finds the first. */
  post(key: string, activity: LogEntry['activity'], clientId?: string): Promise<Posted | undefined>;
  /** Whether something was posted there, with its words kept or forgotten, whose turn has not been run. */
  isUnhandled(key: string, at: number): Promise<boolean>;
  /** The turn of what was posted there has been run. */
  markHandled(key: string, at: number): Promise<void>;
  /**
   * Takes the state and all that was said out of the store and its files. The conversation goes on, and what was posted and
   * not handled yet keeps its place and its client id, without its words.
   */
  forget(key: string): Promise<void>;
  /** Like `forget`, and the conversation is gone as well. */
  erase(key: string): Promise<void>;
  /** Erases every conversation in which the patient has said nothing, and the bot nothing since the date; tells how many. */
  eraseSilent(date: Date): Promise<number>;
}
