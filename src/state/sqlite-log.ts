// The log of conversations in the state file. Invariant: what was appended is on the disk, and what was forgotten nowhere.
import type Database from 'libsql';
import type { ConversationLog, LogEntry } from './conversation-log';
import { emptyLog, inTransaction } from './sqlite-file';
import { toStoredKey } from './stored-key';

/** The most that is kept of one conversation; what is oldest goes first. */
const MOST_ENTRIES = 400;
const MOST_CHARACTERS = 1_000_000;

export interface SqliteLogParts {
  readonly database: Database.Database;
  readonly now: () => number;
  /** Runs the work, with the faults of the file translated. */
  readonly use: <T>(work: () => T) => T;
}

interface Row {
  readonly at: number;
  /** Empty where the words were forgotten. */
  readonly activity: string;
  readonly handled: number;
}

export const createSqliteLog = ({ database, now, use }: SqliteLogParts): ConversationLog => {
  const statements = prepareStatements(database);
  const change = <T>(work: () => T): T => use(() => inTransaction(database, work));

  const lastPlace = (key: string): number | undefined =>
    (statements.last.all(key) as { readonly last_at: number }[])[0]?.last_at;

  const add = (
    key: string,
    activities: readonly LogEntry['activity'][],
    posted?: { readonly clientId: string | null },
  ) => {
    const last = lastPlace(key);
    if (last === undefined) return undefined;
    const first = Math.max(now(), last + 1);
    const entries = activities.map((activity, index): LogEntry => ({ at: first + index, activity }));
    for (const { at, activity } of entries) {
      statements.insert.run(key, at, JSON.stringify(activity), posted?.clientId ?? null, posted ? 0 : 1);
    }
    statements.touch.run(entries.at(-1)?.at ?? last, now(), key);
    statements.trim.run(key, key, MOST_ENTRIES, MOST_CHARACTERS);
    return entries;
  };

  const remove = (key: string, removals: readonly Database.Statement[]): void => {
    const stored = toStoredKey(key);
    change(() => {
      for (const removal of removals) removal.run(stored);
    });
    use(() => emptyLog(database));
  };

  return {
    begin: async (key) => use(() => statements.begin.run(toStoredKey(key), now(), now()).changes === 1),

    lastPlace: async (key) => use(() => lastPlace(toStoredKey(key))),

    readAfter: async (key, at) =>
      use(() => {
        const stored = toStoredKey(key);
        if (lastPlace(stored) === undefined) return undefined;
        return (statements.after.all(stored, at) as Row[]).map(toEntry);
      }),

    append: async (key, activities) => change(() => add(toStoredKey(key), activities)),

    post: async (key, activity, clientId) =>
      change(() => {
        const stored = toStoredKey(key);
        const client = clientId === undefined ? null : JSON.stringify(clientId);
        const [before] = client === null ? [] : (statements.byClient.all(stored, client) as Row[]);
        if (before) {
          // Where its words were forgotten meanwhile, those that come again are the same.
          const entry = before.activity === '' ? { at: before.at, activity } : toEntry(before);
          return { entry, isNew: false, isHandled: before.handled === 1 };
        }
        const [entry] = add(stored, [activity], { clientId: client }) ?? [];
        return entry && { entry, isNew: true, isHandled: false };
      }),

    isKnown: async (key, at) => use(() => statements.known.all(toStoredKey(key), at).length === 1),

    markHandled: async (key, at) => {
      use(() => statements.handle.run(toStoredKey(key), at));
    },

    forget: async (key) => remove(key, [statements.removeState, statements.removeHandled, statements.blank]),

    erase: async (key) => remove(key, [statements.removeState, statements.removeAll, statements.removeConversation]),
  };
};

/** Removes, as part of a transaction, the conversations of which nothing was said since. */
export const removeOldConversations = (database: Database.Database) => {
  const entries = database.prepare(
    'DELETE FROM activities WHERE conversation IN (SELECT key FROM conversations WHERE updated_at < ?)',
  );
  const conversations = database.prepare('DELETE FROM conversations WHERE updated_at < ?');
  return (before: number): void => {
    entries.run(before);
    conversations.run(before);
  };
};

const prepareStatements = (database: Database.Database) => ({
  begin: database.prepare('INSERT OR IGNORE INTO conversations (key, last_at, updated_at) VALUES (?, ?, ?)'),
  last: database.prepare('SELECT last_at FROM conversations WHERE key = ?'),
  touch: database.prepare('UPDATE conversations SET last_at = ?, updated_at = ? WHERE key = ?'),
  insert: database.prepare(
    'INSERT INTO activities (conversation, at, activity, client_id, handled) VALUES (?, ?, ?, ?, ?)',
  ),
  trim: database.prepare(`
    DELETE FROM activities WHERE conversation = ? AND at <= (
      SELECT MAX(at) FROM (
        SELECT at, ROW_NUMBER() OVER newest AS number, SUM(LENGTH(activity)) OVER newest AS characters
        FROM activities WHERE conversation = ? WINDOW newest AS (ORDER BY at DESC)
      ) WHERE number > ? OR characters > ?)`),
  after: database.prepare(
    `SELECT at, activity, handled FROM activities WHERE conversation = ? AND at > ? AND activity <> '' ORDER BY at`,
  ),
  byClient: database.prepare('SELECT at, activity, handled FROM activities WHERE conversation = ? AND client_id = ?'),
  known: database.prepare('SELECT 1 FROM activities WHERE conversation = ? AND at = ?'),
  handle: database.prepare('UPDATE activities SET handled = 1 WHERE conversation = ? AND at = ?'),
  removeState: database.prepare('DELETE FROM items WHERE key = ?'),
  removeHandled: database.prepare('DELETE FROM activities WHERE conversation = ? AND handled = 1'),
  blank: database.prepare(`UPDATE activities SET activity = '' WHERE conversation = ?`),
  removeAll: database.prepare('DELETE FROM activities WHERE conversation = ?'),
  removeConversation: database.prepare('DELETE FROM conversations WHERE key = ?'),
});

const toEntry = ({ at, activity }: Row): LogEntry => ({ at, activity: JSON.parse(activity) });
