// STATE_URL chooses the store; whatever it cannot mean is refused with what it may be.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createStorage } from '../../src/state/storage';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([
  ['an absolute path', () => `file:${folder}/a b/state.db`],
  ['a path after three slashes', () => `file://${folder}/a b/state.db`],
  ['a relative path', () => `file:${relative(process.cwd(), folder)}/a b/state.db`],
  ['a scheme in capitals', () => `FILE:${folder}/a b/state.db`],
])('%s opens that file', async (_what, url) => {
  const storage = createStorage(url());
  await storage.write({ a: {} });
  expect(existsSync(join(folder, 'a b', 'state.db'))).toBe(true);
  await storage.close();
});

test.each([
  ['', 'no scheme'],
  ['state.db', 'no scheme'],
  ['./state.db', 'no scheme'],
  ['file:', 'names no file'],
  ['file:  ', 'names no file'],
  ['file::memory:', 'in memory'],
  ['file://server/state.db', 'names a host'],
  ['file:state.db?mode=ro', 'has a "?"'],
  ['file:state\0.db', 'null byte'],
  ['memory:', 'unknown scheme'],
  ['constructor:x', 'unknown scheme'],
  ['https://example.com/state', 'unknown scheme'],
])('%j is refused', (url, what) => {
  const refusal = expect.objectContaining({ code: 'STATE_UNREACHABLE', message: expect.stringContaining(what) });
  expect(() => createStorage(url)).toThrow(refusal);
  expect(() => createStorage(url)).toThrow('Allowed is file:PATH');
});

test('a refusal does not repeat a password', () => {
  expect(() => createStorage('postgres://bot:hunter2@db/state')).toThrow(/^(?!.*hunter2)/);
});
