// The content gaps on one SQLite file: what was asked, on which day, how often.
// Invariant: nothing that would tie two rows together is stored, and nothing deleted stays in the file.
import { resolve } from 'node:path';
import type { Gap } from '../../dialogs';
import { inTransaction } from '../state/sqlite-file';
import { openGapFile, openGapFileToRead, translated } from './gap-file';

/** A question as it is kept: scrubbed, and with the day instead of the time. Days are texts such as "2026-05-01". */
export interface GapRow {
  readonly day: string;
  readonly route: Gap['route'];
  readonly subjects: readonly string[];
  readonly text: string;
}

export interface CountedGap extends GapRow {
  readonly count: number;
}

export interface GapStore {
  add(rows: readonly GapRow[]): void;
  /** Deletes the rows of this day and of those before, and tells how many they were. */
  deleteUpTo(day: string): number;
  close(): void;
}

/** More different questions in a day are a flood, not patients: they are not stored. */
const MOST_ROWS_A_DAY = 2000;

/** The file that a CONTENT_GAPS_URL names. */
export function gapFileOf(url: string): string {
  return resolve(url.slice('file:'.length));
}

/** Opens or makes the file. Throws a Fault GAPS_UNREACHABLE where it cannot serve; so does each call. */
export function createGapStore(file: string): GapStore {
  const database = openGapFile(file);
  const statements = translated(file, () => ({
    again: database.prepare(
      'UPDATE gaps SET count = count + 1 WHERE day = ? AND route = ? AND subjects = ? AND text = ?',
    ),
    put: database.prepare(`
      INSERT INTO gaps (day, route, subjects, text, count)
      SELECT ?, ?, ?, ?, 1 WHERE (SELECT count(*) FROM gaps WHERE day = ?) < ${MOST_ROWS_A_DAY}`),
    remove: database.prepare('DELETE FROM gaps WHERE day <= ?'),
  }));
  let isTidy = false;
  const tidy = (): void => {
    // Written anew in the order of its key: no freed page is left, and no page tells which row came later.
    if (!isTidy) database.exec('VACUUM');
    isTidy = true;
  };

  return {
    add(rows) {
      isTidy = false;
      translated(file, () =>
        inTransaction(database, () => {
          for (const { day, route, subjects, text } of rows) {
            const key = [day, route, JSON.stringify(subjects), text];
            if (statements.again.run(...key).changes === 0) statements.put.run(...key, day);
          }
        }),
      );
    },
    deleteUpTo: (day) =>
      translated(file, () => {
        const { changes } = statements.remove.run(day);
        if (changes > 0) isTidy = false;
        tidy();
        return changes;
      }),
    close() {
      try {
        translated(file, tidy);
      } finally {
        database.close();
      }
    },
  };
}

/** The rows of days after this one; empty where there is no file, which is not made. */
export function readGaps(file: string, after: string): readonly CountedGap[] {
  const database = openGapFileToRead(file);
  if (!database) return [];
  try {
    return translated(file, () => {
      const rows = database
        .prepare('SELECT day, route, subjects, text, count FROM gaps WHERE day > ? ORDER BY day, route, subjects, text')
        .all(after) as (Omit<CountedGap, 'subjects'> & { readonly subjects: string })[];
      return rows.map((row) => ({ ...row, subjects: JSON.parse(row.subjects) }));
    });
  } finally {
    database.close();
  }
}
