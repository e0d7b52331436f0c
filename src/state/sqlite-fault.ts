// Turns what SQLite or the disk throws into a StateError that tells the operator what to do; the cause is kept.
import { StateError } from './state-error';

const move = 'Move the file away, or set STATE_URL to another one.';
const allow = 'Let the user of this process write the file and its folder, or set STATE_URL to another file.';

const advice: readonly (readonly [code: RegExp, what: string])[] = [
  [/^SQLITE_NOTADB/, `It is not a database. ${move}`],
  [/^SQLITE_CORRUPT/, `The database is damaged. Restore a backup. ${move}`],
  [/^(SQLITE_FULL|ENOSPC|EDQUOT)/, 'The disk is full. Free some space.'],
  [/^SQLITE_(BUSY|LOCKED)/, 'Another process keeps it locked. Find and stop that process, or give each its own file.'],
  [
    /^(EISDIR|ENOTDIR|EEXIST)/,
    'The path runs through a file, or ends in a folder. Set STATE_URL to a file in a folder.',
  ],
  [/^(EACCES|EPERM|EROFS|ENOENT|SQLITE_READONLY|SQLITE_CANTOPEN|SQLITE_PERM)/, `It cannot be written. ${allow}`],
];

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** A StateError passes as it is; anything else becomes `STATE_UNREACHABLE`. */
export const toStateError = (file: string, error: unknown): StateError => {
  if (error instanceof StateError) return error;
  const what = advice.find(([code]) => code.test(codeOf(error)))?.[1] ?? `Check the disk, then the file. ${move}`;
  return new StateError('STATE_UNREACHABLE', `The state file ${file} cannot be used. ${what}`, { cause: error });
};
