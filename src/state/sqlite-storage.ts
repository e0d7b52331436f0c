// The state store on one SQLite file, which several processes may share.
// Invariant: a resolved write is on the disk, and a refused one has left no trace.
import { randomBytes, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { StoreItems } from 'botbuilder';
import type Database from 'libsql';
import { toStateError } from './sqlite-fault';
import { emptyLog, inTransaction, openSqliteFile } from './sqlite-file';
import { createSqliteLog, removeOldConversations } from './sqlite-log';
import { StateError } from './state-error';
import type { StateStorage } from './state-storage';
import { toStoredKey } from './stored-key';

/** `busyTimeoutMs`: how long a call waits for another process; this process stands still meanwhile. */
export interface SqliteOptions {
  readonly now?: () => number;
  readonly busyTimeoutMs?: number;
}

const SECRET_BYTES = 32;

interface Row {
  readonly key: string;
  readonly value: string;
  readonly etag: string;
}

interface Change {
  readonly key: string;
  readonly value: string;
  /** Undefined where the last write wins. */
  readonly expected: string | undefined;
}

/** Opens or makes the file; throws `STATE_UNREACHABLE` at once when it cannot serve. */
export const createSqliteStorage = (path: string, options: SqliteOptions = {}): StateStorage => {
  const { now = Date.now, busyTimeoutMs = 2000 } = options;
  const file = resolve(path);
  const { database, opened, statements } = translated(file, () => {
    const database = openSqliteFile(file, busyTimeoutMs);
    return { database, opened: statSync(file), statements: prepareStatements(database) };
  });

  const use = <T>(work: () => T): T => {
    // The driver's statements would go on working after close().
    if (!database.open) throw new StateError('STATE_UNREACHABLE', `The state file ${file} is closed.`);
    return translated(file, work);
  };

  const apply = ({ key, value, expected }: Change, etag: string): void => {
    if (expected === undefined) statements.put.run(key, value, etag, now());
    else if (statements.swap.run(value, etag, now(), key, expected).changes === 0) throw conflict(key);
  };

  return {
    log: createSqliteLog({ database, now, use }),

    secret: (name) => {
      const stored = toStoredKey(name);
      return use(() => {
        statements.makeSecret.run(stored, randomBytes(SECRET_BYTES).toString('base64'));
        const [row] = statements.readSecret.all(stored) as { readonly value: string }[];
        return Buffer.from(row?.value ?? '', 'base64');
      });
    },

    read: async (keys) => {
      const wanted = JSON.stringify(keys.map(toStoredKey));
      return use(() => toItems(statements.select.all(wanted) as Row[]));
    },

    write: async (changes) => {
      const rows = Object.entries(changes).map(([key, item]) => toChange(key, item));
      const etag = randomUUID();
      use(() =>
        inTransaction(database, () => {
          for (const row of rows) apply(row, etag);
        }),
      );
    },

    delete: async (keys) => {
      const stored = keys.map(toStoredKey);
      use(() => {
        inTransaction(database, () => {
          for (const key of stored) statements.remove.run(key);
        });
        emptyLog(database);
      });
    },

    deleteOlderThan: async (date) =>
      use(() => {
        const changes = inTransaction(database, () => {
          statements.removeOldConversations(date.getTime());
          return statements.removeOld.run(date.getTime()).changes;
        });
        // Even after no deletion: what was overwritten lives on in the log as well.
        emptyLog(database);
        return changes;
      }),

    isReachable: async () => {
      try {
        const { dev, ino } = statSync(file);
        use(() => statements.probe.get());
        // Another file in its place means that ours was removed: writes would go nowhere.
        return dev === opened.dev && ino === opened.ino;
      } catch {
        return false;
      }
    },

    close: async () => {
      if (!database.open) return;
      try {
        use(() => emptyLog(database));
      } finally {
        database.close();
      }
    },
  };
};

const translated = <T>(file: string, work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw toStateError(file, error);
  }
};

const prepareStatements = (database: Database.Database) => ({
  // One statement reads all keys, so that they are of one moment.
  select: database.prepare('SELECT key, value, etag FROM items WHERE key IN (SELECT value FROM json_each(?))'),
  put: database.prepare(`
    INSERT INTO items (key, value, etag, updated_at) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, etag = excluded.etag, updated_at = excluded.updated_at`),
  swap: database.prepare('UPDATE items SET value = ?, etag = ?, updated_at = ? WHERE key = ? AND etag = ?'),
  remove: database.prepare('DELETE FROM items WHERE key = ?'),
  removeOld: database.prepare('DELETE FROM items WHERE updated_at < ?'),
  removeOldConversations: removeOldConversations(database),
  makeSecret: database.prepare('INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)'),
  readSecret: database.prepare('SELECT value FROM secrets WHERE name = ?'),
  probe: database.prepare('SELECT 1 FROM items LIMIT 1'),
});

const toItems = (rows: readonly Row[]): StoreItems => {
  // Without a prototype, a missing "constructor" is absent and "__proto__" is a key like any other.
  const items: StoreItems = Object.create(null);
  for (const { key, value, etag } of rows) items[JSON.parse(key)] = { ...JSON.parse(value), eTag: etag };
  return items;
};

const toChange = (key: string, item: unknown): Change => {
  const stored = toStoredKey(key);
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    throw new TypeError(`The state item ${stored} must be an object.`);
  }
  const { eTag, ...content } = item as { eTag?: unknown };
  if (eTag !== undefined && eTag !== null && typeof eTag !== 'string') {
    throw new TypeError(`The eTag of the state item ${stored} must be a text.`);
  }
  const expected = !eTag || eTag === '*' ? undefined : eTag;
  return { key: stored, value: JSON.stringify(content), expected };
};

const conflict = (key: string): StateError =>
  new StateError('STATE_CONFLICT', `The state item ${key} has changed since it was read. Read it again, then write.`);
