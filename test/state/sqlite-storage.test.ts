// What the SQLite store promises besides the contract: its file lasts, and other processes may share it.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreItems } from 'botbuilder';
import Database from 'libsql';
import { openSqliteFile } from '../../src/state/sqlite-file';
import { createSqliteStorage } from '../../src/state/sqlite-storage';
import { describeLogContract } from './log-contract';
import { describeStorageContract } from './storage-contract';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
  file = join(folder, 'state.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

describeStorageContract('SQLite', () => createSqliteStorage(file));
describeLogContract('SQLite', (clock) => createSqliteStorage(file, { now: () => clock.time }));

describe('a file that lasts', () => {
  test('a reopened file has the data', async () => {
    const first = createSqliteStorage(file);
    await first.write({ a: { n: 1 } });
    const before = await first.read(['a']);
    await first.close();
    const second = createSqliteStorage(file);
    expect(await second.read(['a'])).toEqual(before);
    await second.close();
  });

  test('a reopened file has what was said, and the same secrets', async () => {
    const first = createSqliteStorage(file);
    await first.log.begin('a');
    const posted = await first.log.post('a', { text: 'hello' }, 'one');
    const secret = first.secret('key');
    await first.close();
    const second = createSqliteStorage(file);
    expect(await second.log.readAfter('a', 0)).toEqual([posted?.entry]);
    expect((await second.log.post('a', { text: 'hello' }, 'one'))?.isNew).toBe(false);
    expect(second.secret('key')).toEqual(secret);
    await second.close();
  });

  test('a file of the first version keeps its conversations, and takes a log', async () => {
    const old = new Database(file);
    old.exec(`
      CREATE TABLE items (key TEXT PRIMARY KEY, value TEXT NOT NULL, etag TEXT NOT NULL, updated_at INTEGER NOT NULL) STRICT;
      CREATE INDEX items_by_age ON items (updated_at);
      INSERT INTO items VALUES ('"a"', '{"n":1}', 'tag', 1000);
      PRAGMA user_version = 1;`);
    old.close();
    const storage = createSqliteStorage(file);
    expect(await storage.read(['a'])).toEqual({ a: { n: 1, eTag: 'tag' } });
    await storage.log.begin('a');
    expect(await storage.log.append('a', [{ text: 'x' }])).toHaveLength(1);
    await storage.close();
  });

  test('each commit waits for the disk, in the write-ahead log', () => {
    // The setting cannot be read from outside, so the one place that makes connections is asked.
    const database = openSqliteFile(file, 100);
    expect(database.pragma('synchronous')).toEqual([{ synchronous: 2 }]);
    expect(database.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    database.close();
  });

  test('a process killed right after its write loses nothing', async () => {
    await writeOnce({ total: { n: 0 } });
    const child = await startWriter(3);
    await finished(child);
    expect(await killed(child)).toBe('SIGKILL');
    const reopened = createSqliteStorage(file);
    expect((await reopened.read(['total'])).total.n).toBe(3);
    await reopened.close();
  });
});

describe('a file that is shared', () => {
  test('a write over another connection is a conflict here', async () => {
    const [one, other] = [createSqliteStorage(file), createSqliteStorage(file)];
    await one.write({ a: { n: 1 } });
    const { a } = await one.read(['a']);
    await other.write({ a: { n: 2 } });
    await expect(one.write({ a: { ...a, n: 3 } })).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
    expect((await one.read(['a'])).a.n).toBe(2);
    await Promise.all([one.close(), other.close()]);
  });

  test('two processes that add to one number lose no step', async () => {
    await writeOnce({ total: { n: 0 } });
    const children = await Promise.all([startWriter(200), startWriter(200)]);
    await Promise.all(children.map(finished));
    await Promise.all(children.map(killed));
    const storage = createSqliteStorage(file);
    expect((await storage.read(['total'])).total.n).toBe(400);
    await storage.close();
  });

  test('a file that another process keeps locked is a fault that says so, and is over when the lock is', async () => {
    const storage = createSqliteStorage(file, { busyTimeoutMs: 10 });
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    const write = storage.write({ a: {} });
    await expect(write).rejects.toMatchObject({
      code: 'STATE_UNREACHABLE',
      message: expect.stringContaining('locked'),
      cause: expect.objectContaining({ code: 'SQLITE_BUSY' }),
    });
    other.exec('ROLLBACK');
    await expect(storage.write({ a: {} })).resolves.toBeUndefined();
    other.close();
    await storage.close();
  });
});

const writeOnce = async (changes: StoreItems): Promise<void> => {
  const storage = createSqliteStorage(file);
  await storage.write(changes);
  await storage.close();
};

const startWriter = async (times: number): Promise<ChildProcess> => {
  const path = join(__dirname, 'state-writer.ts');
  const child = fork(path, [file, String(times)], { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return child;
};

const finished = async (child: ChildProcess): Promise<void> => {
  const message = once(child, 'message');
  child.send('go');
  await message;
};

const killed = async (child: ChildProcess): Promise<unknown> => {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  return (await exit)[1];
};
