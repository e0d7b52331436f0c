// Opens the file of the content gaps. Invariant: what it returns is of our schema and of nobody else's, for this user's eyes alone.
import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { Fault } from '../errors';

const SCHEMA_VERSION = 1;
/** "GAPS": tells our file from any other, that of the conversations first of all. */
const APPLICATION_ID = 0x47415053;
/** How long a call waits for another process; this process stands still meanwhile. */
const BUSY_MILLISECONDS = 250;

// Without row ids, and keyed by what is stored: nothing tells in which order the questions came.
const SCHEMA = `
  BEGIN IMMEDIATE;
  CREATE TABLE IF NOT EXISTS gaps (
    day TEXT NOT NULL, route TEXT NOT NULL, subjects TEXT NOT NULL, text TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (day, route, subjects, text)
  ) STRICT, WITHOUT ROWID;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
  COMMIT;
`;

/** Opens the file, made with its folder where missing. Throws a Fault GAPS_UNREACHABLE where it cannot serve. */
export function openGapFile(file: string): Database.Database {
  return translated(file, () => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Made here, so that it is never readable by others for a moment; SQLite gives its side files the same mode.
    closeSync(openSync(file, 'a', 0o600));
    return opened(file, (database) => {
      const isNew = isEmpty(database);
      if (!isNew) refuseForeign(database);
      // No write-ahead log: after each write there is one file, and nothing that was deleted beside it.
      database.pragma('journal_mode = DELETE');
      database.pragma('secure_delete = ON');
      database.pragma('temp_store = MEMORY');
      if (isNew) database.exec(SCHEMA);
      chmodSync(file, 0o600);
    });
  });
}

/** Opens the file for reading; undefined where there is none, or nothing in it yet. */
export function openGapFileToRead(file: string): Database.Database | undefined {
  // The driver would make the file, whatever it is told.
  if (!existsSync(file)) return undefined;
  return translated(file, () => {
    const database = opened(file, (reader) => {
      reader.pragma('query_only = ON');
      if (!isEmpty(reader)) refuseForeign(reader);
    });
    if (!isEmpty(database)) return database;
    database.close();
    return undefined;
  });
}

/** Whatever is thrown, as a Fault that tells the operator what to do. */
export function translated<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw unusable(file, 'It cannot be read or written; the cause says why.', cause);
  }
}

function opened(file: string, prepare: (database: Database.Database) => void): Database.Database {
  const database = new Database(file);
  try {
    database.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`);
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function isEmpty(database: Database.Database): boolean {
  return database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').get() === undefined;
}

function refuseForeign(database: Database.Database): void {
  if (numberOf(database, 'application_id') !== APPLICATION_ID)
    throw unusable(database.name, 'It belongs to something else.');
  const version = numberOf(database, 'user_version');
  if (version > SCHEMA_VERSION)
    throw unusable(database.name, `It is of version ${version}; this program knows up to ${SCHEMA_VERSION}.`);
}

function numberOf(database: Database.Database, pragma: 'application_id' | 'user_version'): number {
  const [row] = database.pragma(pragma) as Readonly<Record<string, number>>[];
  return row?.[pragma] ?? 0;
}

function unusable(file: string, what: string, cause?: unknown): Fault {
  const fix = 'Let the user of this process write the file and its folder, set CONTENT_GAPS_URL to another file,';
  return new Fault(
    'GAPS_UNREACHABLE',
    `The file of content gaps ${file} cannot be used. ${what} ${fix} or CONTENT_GAPS=off.`,
    {
      cause,
    },
  );
}
