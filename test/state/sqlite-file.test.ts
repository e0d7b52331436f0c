// The file behind the SQLite store: nobody else reads it, nothing deleted stays in it, and a wrong one is refused.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createSqliteStorage } from '../../src/state/sqlite-storage';
import { StateError } from '../../src/state/state-error';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  file = join(folder, 'state.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a file that is private', () => {
  const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

  test('the folder is made for its owner alone, and so is every file in it', async () => {
    const inner = join(folder, 'new', 'data');
    const storage = createSqliteStorage(join(inner, 'state.db'));
    await storage.write({ a: {} });
    expect([join(folder, 'new'), inner].map(modeOf)).toEqual(['700', '700']);
    const files = readdirSync(inner).sort();
    expect(files).toEqual(['state.db', 'state.db-shm', 'state.db-wal']);
    expect(files.map((name) => modeOf(join(inner, name)))).toEqual(['600', '600', '600']);
    await storage.close();
  });

  test('a file that others could read is closed to them', async () => {
    writeFileSync(file, '', { mode: 0o644 });
    await createSqliteStorage(file).close();
    expect(modeOf(file)).toBe('600');
  });

  const onDisk = (): string =>
    readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join();

  test.each([
    ['short', 1],
    ['long', 20_000],
  ])('a %s item that was deleted is nowhere on the disk', async (_what, times) => {
    const storage = createSqliteStorage(file);
    await storage.write({ 'user-4711': { said: 'SECRET'.repeat(times) }, other: { said: 'KEPT' } });
    await storage.read(['user-4711']);
    expect(onDisk()).toContain('SECRET');
    await storage.delete(['user-4711']);
    expect(onDisk()).not.toMatch(/SECRET|user-4711/);
    expect(onDisk()).toContain('KEPT');
    await storage.close();
  });

  test.each(['forget', 'erase'] as const)('what was said is nowhere on the disk after %s', async (how) => {
    const storage = createSqliteStorage(file);
    const { log } = storage;
    await log.begin('a');
    await log.begin('b');
    await storage.write({ a: { said: 'SECRET' } });
    for (let number = 0; number < 30; number++) {
      const posted = await log.post('a', { text: `SECRET ${number} `.repeat(50) }, `one-${number}`);
      await log.markHandled('a', posted?.entry.at ?? 0);
      await log.append('a', [{ text: 'SECRET'.repeat(500) }]);
    }
    await log.append('b', [{ text: 'KEPT' }]);
    await log.post('a', { text: 'SECRET, delete it' }, 'last');
    await log.readAfter('a', 0);
    expect(onDisk()).toContain('SECRET');
    await log[how]('a');
    expect(onDisk()).not.toContain('SECRET');
    expect(onDisk()).toContain('KEPT');
    await storage.close();
  });

  test('what has expired, or was never spoken to, is nowhere on the disk', async () => {
    let time = 1000;
    const storage = createSqliteStorage(file, { now: () => time });
    for (const key of ['silent', 'spoken']) {
      await storage.log.begin(key);
      await storage.log.append(key, [{ text: `SECRET-${key}` }]);
    }
    await storage.log.post('spoken', {});
    time = 9000;
    await storage.log.eraseSilent(new Date(5000));
    expect(onDisk()).not.toContain('SECRET-silent');
    expect(onDisk()).toContain('SECRET-spoken');
    await storage.deleteOlderThan(new Date(5000));
    expect(onDisk()).not.toContain('SECRET');
    await storage.close();
  });

  test('what was overwritten is nowhere on the disk after the next sweep', async () => {
    const storage = createSqliteStorage(file);
    await storage.write({ a: { said: 'SECRET'.repeat(2000) } });
    await storage.write({ a: { said: 'nothing' } });
    expect(await storage.deleteOlderThan(new Date(0))).toBe(0);
    expect(onDisk()).not.toContain('SECRET');
    await storage.close();
  });

  test('the age of an item counts from its last write, and the date itself is not older', async () => {
    let time = 1000;
    const storage = createSqliteStorage(file, { now: () => time });
    await storage.write({ old: {}, compared: {}, forced: {} });
    time = 2000;
    await storage.write({ onTime: {}, forced: {}, ...(await storage.read(['compared'])) });
    expect(await storage.deleteOlderThan(new Date(2000))).toBe(1);
    const left = Object.keys(await storage.read(['old', 'compared', 'forced', 'onTime']));
    expect(left.sort()).toEqual(['compared', 'forced', 'onTime']);
    await storage.close();
  });
});

describe('a file that cannot serve', () => {
  const expectFault = (path: string, what: string): void => {
    const fault = faultOf(() => createSqliteStorage(path));
    expect(fault).toMatchObject({ code: 'STATE_UNREACHABLE', message: expect.stringContaining(what) });
    expect(fault.message).toContain(path);
    expect(fault.message).toContain('STATE_URL');
    expect(fault.cause).toHaveProperty('code');
  };

  test('a file that is no database is refused and left as it is', () => {
    writeFileSync(file, 'a letter, not a database. '.repeat(100), { mode: 0o644 });
    expectFault(file, 'not a database');
    expect(readFileSync(file, 'utf8')).toBe('a letter, not a database. '.repeat(100));
    expect(readdirSync(folder)).toEqual(['state.db']);
  });

  test('a folder in place of the file is refused', () => expectFault(folder, 'ends in a folder'));

  test('a path through a file is refused', () => {
    writeFileSync(file, '');
    expectFault(join(file, 'state.db'), 'through a file');
  });

  // An administrator may write anywhere but there. (Not /proc: there Node's recursive mkdirSync never returns.)
  const unwritable = process.platform === 'linux' ? '/sys/preconsult/state.db' : '/preconsult/state.db';
  test('a folder that cannot be made is refused', () => expectFault(unwritable, 'cannot be written'));

  test('a newer schema is refused and left as it is', async () => {
    await createSqliteStorage(file).close();
    const newer = new Database(file);
    newer.pragma('user_version = 3');
    newer.close();
    const { code, message } = faultOf(() => createSqliteStorage(file));
    expect(code).toBe('STATE_UNREACHABLE');
    expect(message).toMatch(/version 3.*up to 2.*newer program/);
  });

  test('a file that was removed or replaced behind our back is not reachable', async () => {
    const storage = createSqliteStorage(file);
    expect(await storage.isReachable()).toBe(true);
    rmSync(file);
    expect(await storage.isReachable()).toBe(false);
    writeFileSync(file, '');
    expect(await storage.isReachable()).toBe(false);
    await storage.close();
  });
});

const faultOf = (work: () => unknown): StateError => {
  try {
    work();
  } catch (error) {
    if (error instanceof StateError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};
