// Chooses the state store by its URL. A new store is one more row in `stores`, and passes test/state/storage-contract.ts.
import { createSqliteStorage } from './sqlite-storage';
import { StateError } from './state-error';
import type { StateStorage } from './state-storage';

const allowed = 'Allowed is file:PATH, such as file:.data/state.db or file:/var/lib/preconsult/state.db.';

const openFile = (path: string): StateStorage => {
  if (path.trim() === '') throw refused('names no file after "file:"');
  if (path === ':memory:') throw refused('would keep the state in memory, where a restart loses it');
  if (/^\/\/[^/]/.test(path)) throw refused('names a host after "file://"');
  if (/[?\0]/.test(path)) throw refused('has a "?" or a null byte in its path');
  return createSqliteStorage(path);
};

const stores: ReadonlyMap<string, (rest: string) => StateStorage> = new Map([['file', openFile]]);

/** Opens the store that `STATE_URL` names; a relative path is taken from the working directory. */
export const createStorage = (url: string): StateStorage => {
  const colon = url.indexOf(':');
  if (colon === -1) throw refused('has no scheme');
  const open = stores.get(url.slice(0, colon).toLowerCase());
  // The URL itself stays out of the message: those of other stores may hold a password.
  if (!open) throw refused('has an unknown scheme');
  return open(url.slice(colon + 1));
};

const refused = (what: string): StateError => new StateError('STATE_UNREACHABLE', `STATE_URL ${what}. ${allowed}`);
