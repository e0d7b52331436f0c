// Opens the state file. Invariant: what it returns is of our schema, durable at commit, and for this user's eyes alone.
import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { StateError } from './state-error';

const schemaVersion = 2;

// Keys and values are JSON texts (stored-key.ts). Version 1 had the items alone; a file of that version gets the rest.
const schema = `
  BEGIN IMMEDIATE;
  CREATE TABLE IF NOT EXISTS items (
    key TEXT PRIMARY KEY, value TEXT NOT NULL, etag TEXT NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS items_by_age ON items (updated_at);
  CREATE TABLE IF NOT EXISTS conversations (
    key TEXT PRIMARY KEY, last_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, spoken INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS conversations_by_age ON conversations (updated_at);
  CREATE TABLE IF NOT EXISTS activities (
    conversation TEXT NOT NULL, at INTEGER NOT NULL, activity TEXT NOT NULL, client_id TEXT, handled INTEGER NOT NULL,
    PRIMARY KEY (conversation, at), UNIQUE (conversation, client_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  PRAGMA user_version = ${schemaVersion};
  COMMIT;
`;

const versionOf = (database: Database.Database): number => {
  const [row] = database.pragma('user_version') as { user_version: number }[];
  return row?.user_version ?? 0;
};

const refuseNewer = (file: string, version: number): void => {
  if (version <= schemaVersion) return;
  const facts = `The state file ${file} has schema version ${version}; this program knows up to ${schemaVersion}.`;
  throw new StateError('STATE_UNREACHABLE', `${facts} Run the newer program, or set STATE_URL to another file.`);
};

const prepare = (database: Database.Database, file: string, busyTimeoutMs: number): void => {
  database.pragma(`busy_timeout = ${busyTimeoutMs}`);
  const version = versionOf(database);
  refuseNewer(file, version);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  if (version < schemaVersion) database.exec(schema);
};

/** Opens the file, made with its folder where missing; throws what the disk or SQLite throws. */
export const openSqliteFile = (file: string, busyTimeoutMs: number): Database.Database => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Made here, so that it is never readable by others for a moment; SQLite gives its side files the same mode.
  closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file);
  try {
    prepare(database, file, busyTimeoutMs);
    chmodSync(file, 0o600);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Runs the work as one transaction: all of it, or nothing of it. */
export const inTransaction = <T>(database: Database.Database, work: () => T): T => {
  // Not the driver's own transaction(): when a commit fails, its rollback hides the reason.
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

/** Empties the write-ahead log, where deleted content would live on. A reader elsewhere may put it off to the next time. */
export const emptyLog = (database: Database.Database): void => {
  database.pragma('wal_checkpoint(TRUNCATE)');
};
