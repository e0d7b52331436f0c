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
  // A key that is none is no fault of the file.
  const on = <T>(key: string, work: (stored: string) => T): T => {
    const stored = toStoredKey(key);
    return use(() => work(stored));
  };
  const change = <T>(key: string, work: (stored: string) => T): T =>
    on(key, (stored) => inTransaction(database, () => work(stored)));

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

  const remove = (key: string, removals: readonly Database.Statement[]): void =>
    on(key, (stored) => {
      inTransaction(database, () => {
        for (const removal of removals) removal.run(stored);
      });
      emptyLog(database);
    });

  return {
    begin: async (key) => on(key, (stored) => statements.begin.run(stored, now(), now()).changes === 1),

    lastPlace: async (key) => on(key, lastPlace),

    readAfter: async (key, at, most = MOST_ENTRIES) =>
      on(key, (stored) => {
        if (lastPlace(stored) === undefined) return undefined;
        return (statements.after.all(stored, at, most) as Row[]).map(toEntry);
      }),

    append: async (key, activities) => change(key, (stored) => add(stored, activities)),

    post: async (key, activity, clientId) =>
      change(key, (stored) => {
        const client = clientId === undefined ? null : JSON.stringify(clientId);
        const [before] = client === null ? [] : (statements.byClient.all(stored, client) as Row[]);
        if (before) {
          // Where its words were forgotten meanwhile, those that come again are the same.
          const entry = before.activity === '' ? { at: before.at, activity } : toEntry(before);
          return { entry, isNew: false, isHandled: before.handled === 1 };
        }
        const [entry] = add(stored, [activity], { clientId: client }) ?? [];
        statements.spoken.run(stored);
        return entry && { entry, isNew: true, isHandled: false };
      }),

    isUnhandled: async (key, at) => on(key, (stored) => statements.unhandled.all(stored, at).length === 1),

    markHandled: async (key, at) => {
      on(key, (stored) => statements.handle.run(stored, at));
    },

    forget: async (key) => remove(key, [statements.removeState, statements.removeHandled, statements.blank]),

    erase: async (key) => remove(key, [statements.removeState, statements.removeAll, statements.removeConversation]),

    eraseSilent: async (date) =>
      use(() => {
        const before = date.getTime();
        const erased = inTransaction(database, () => {
          statements.removeSilentStates.run(before);
          statements.removeSilentEntries.run(before);
          return statements.removeSilent.run(before).changes;
        });
        emptyLog(database);
        return erased;
      }),
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

const SILENT = 'SELECT key FROM conversations WHERE spoken = 0 AND updated_at < ?';

const prepareStatements = (database: Database.Database) => ({
  begin: database.prepare('INSERT OR IGNORE INTO conversations (key, last_at, updated_at, spoken) VALUES (?, ?, ?, 0)'),
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
    `SELECT at, activity, handled FROM activities WHERE conversation = ? AND at > ? AND activity <> '' ORDER BY at LIMIT ?`,
  ),
  byClient: database.prepare('SELECT at, activity, handled FROM activities WHERE conversation = ? AND client_id = ?'),
  unhandled: database.prepare('SELECT 1 FROM activities WHERE conversation = ? AND at = ? AND handled = 0'),
  handle: database.prepare('UPDATE activities SET handled = 1 WHERE conversation = ? AND at = ? AND handled = 0'),
  spoken: database.prepare('UPDATE conversations SET spoken = 1 WHERE key = ?'),
  removeSilentStates: database.prepare(`DELETE FROM items WHERE key IN (${SILENT})`),
  removeSilentEntries: database.prepare(`DELETE FROM activities WHERE conversation IN (${SILENT})`),
  removeSilent: database.prepare('DELETE FROM conversations WHERE spoken = 0 AND updated_at < ?'),
  removeState: database.prepare('DELETE FROM items WHERE key = ?'),
  removeHandled: database.prepare('DELETE FROM activities WHERE conversation = ? AND handled = 1'),
  blank: database.prepare(`UPDATE activities SET activity = '' WHERE conversation = ?`),
  removeAll: database.prepare('DELETE FROM activities WHERE conversation = ?'),
  removeConversation: database.prepare('DELETE FROM conversations WHERE key = ?'),
});

const toEntry = ({ at, activity }: Row): LogEntry => ({ at, activity: JSON.parse(activity) });
