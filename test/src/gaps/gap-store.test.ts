// The file of the content gaps: nothing ties two rows together, nothing deleted stays, and a wrong file is refused.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { lastExpiredDay } from '../../../src/gaps/gap-days';
import { createGapStore, type GapRow, gapFileOf, readGaps } from '../../../src/gaps/gap-store';
import { createSqliteStorage } from '../../../src/state/sqlite-storage';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gaps-'));
  file = join(folder, 'gaps.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const row = (text: string, more: Partial<GapRow> = {}): GapRow => ({
  day: '2026-05-01',
  route: 'off-topic',
  subjects: [],
  text,
  ...more,
});
const onDisk = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join();

test('a question asked again on the same day is one row, counted', () => {
  const store = createGapStore(file);
  store.add([row('moles'), row('moles'), row('moles', { day: '2026-05-02' }), row('moles', { subjects: ['a', 'b'] })]);
  store.add([row('moles')]);
  store.close();
  expect(readGaps(file, '')).toEqual([
    { ...row('moles', { subjects: ['a', 'b'] }), count: 1 },
    { ...row('moles'), count: 3 },
    { ...row('moles', { day: '2026-05-02' }), count: 1 },
  ]);
});

test('a row holds day, route, subjects, text and count alone, and no row id', () => {
  createGapStore(file).close();
  const database = new Database(file);
  const columns = database.prepare('SELECT name FROM pragma_table_info(?)').all('gaps') as { name: string }[];
  expect(columns.map(({ name }) => name)).toEqual(['day', 'route', 'subjects', 'text', 'count']);
  expect(() => database.prepare('SELECT rowid FROM gaps').all()).toThrow('rowid');
  database.close();
});

test('the file is the same in whatever order the questions came', () => {
  const texts = ['zebra', 'moles', 'apple', 'tattoo', 'beard'];
  const written = [texts, texts.toReversed()].map((order, at) => {
    const path = join(folder, `${at}.db`);
    const store = createGapStore(path);
    for (const text of order) store.add([row(text)]);
    store.close();
    return readFileSync(path, 'latin1').slice(4096);
  });
  expect(written[0]).toContain('zebra');
  expect(written[0]).toBe(written[1]);
});

test('what has expired is nowhere on the disk, and what has not is', () => {
  const store = createGapStore(file);
  store.add([row('SECRET'), row(`SECRET ${'long '.repeat(4000)}`), row('KEPT', { day: '2026-05-02' })]);
  expect(onDisk()).toContain('SECRET');
  expect(store.deleteUpTo('2026-05-01')).toBe(2);
  expect(onDisk()).not.toContain('SECRET');
  expect(onDisk()).toContain('KEPT');
  store.close();
});

test('no question is kept for longer than the days that are set', () => {
  expect(lastExpiredDay(new Date(2026, 2, 1, 0, 0), 1)).toBe('2026-02-28');
  expect(lastExpiredDay(new Date(2026, 0, 31, 23, 59), 30)).toBe('2026-01-01');
});

test('a flood does not fill the disk, and questions that are known are still counted', () => {
  const store = createGapStore(file);
  const flood = Array.from({ length: 2100 }, (_, at) => row(`question ${at}`));
  store.add(flood);
  store.add([row('question 7'), row('question 2099'), row('next day', { day: '2026-05-02' })]);
  store.close();
  const rows = readGaps(file, '');
  expect(rows).toHaveLength(2001);
  expect(rows.find(({ text }) => text === 'question 7')).toMatchObject({ count: 2 });
  expect(rows.at(-1)).toMatchObject({ text: 'next day' });
});

test('the file and its folder are for their owner alone, and there is nothing beside the file', () => {
  const inner = join(folder, 'new');
  const store = createGapStore(join(inner, 'gaps.db'));
  store.add([row('moles')]);
  expect(readdirSync(inner)).toEqual(['gaps.db']);
  const modes = [inner, join(inner, 'gaps.db')].map((path) => (statSync(path).mode & 0o777).toString(8));
  expect(modes).toEqual(['700', '600']);
  store.close();
});

describe('a file that cannot serve is refused and left as it is', () => {
  const expectRefused = (path: string, what: string): void => {
    for (const use of [() => createGapStore(path), () => readGaps(path, '')]) {
      const refused = expect(use);
      refused.toThrow(expect.objectContaining({ code: 'GAPS_UNREACHABLE' }));
      refused.toThrow(what);
      refused.toThrow(/CONTENT_GAPS_URL.*CONTENT_GAPS=off/);
    }
  };

  test('the file of the conversations', async () => {
    const storage = createSqliteStorage(file);
    await storage.write({ a: { said: 'KEPT' } });
    await storage.close();
    expectRefused(file, 'belongs to something else');
    expect(onDisk()).toContain('KEPT');
  });

  test('a file of a newer version', () => {
    createGapStore(file).close();
    const newer = new Database(file);
    newer.pragma('user_version = 2');
    newer.close();
    expectRefused(file, 'version 2');
  });

  test('a file that is no database', () => {
    const letter = 'a letter, not a database. '.repeat(100);
    writeFileSync(file, letter);
    expectRefused(file, file);
    expect(readFileSync(file, 'utf8')).toBe(letter);
  });

  test('a folder in its place', () => expectRefused(folder, folder));
});

test('reading makes no file, and finds nothing in an empty one', () => {
  expect(readGaps(file, '')).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
  writeFileSync(file, '');
  expect(readGaps(file, '')).toEqual([]);
  expect(statSync(file).size).toBe(0);
});

test('a URL names its file, from the working directory where it is relative', () => {
  expect(gapFileOf('file:/var/lib/gaps.db')).toBe('/var/lib/gaps.db');
  expect(gapFileOf('file:.data/gaps.db')).toBe(join(process.cwd(), '.data', 'gaps.db'));
});
