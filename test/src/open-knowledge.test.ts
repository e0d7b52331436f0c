// What is learned is kept in a file, and the file serves only while it is of these words and this code.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isMap } from 'node:util/types';
import { createRouter } from '../../dialogs';
import type { Knowledge } from '../../knowledge';
import { openKnowledge } from '../../src/open-knowledge';
import { copyFolder, type FolderCopy } from '../support/content-copy';

jest.setTimeout(60_000);

let folder: string;
let keptFile: string;
let copy: FolderCopy;
let learned: Knowledge;
let bytes: Buffer;
const open = (): Knowledge => openKnowledge({ folder: copy.folder, keptFile });
// Learned once: it takes seconds.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
  keptFile = join(folder, 'sub', 'kept.bin');
  copy = copyFolder();
  learned = open();
  bytes = readFileSync(keptFile);
});
beforeEach(() => writeFileSync(keptFile, bytes));
afterAll(() => {
  rmSync(folder, { recursive: true });
  copy.remove();
});

/** All of it as one text; jest would compare millions of weights one by one. */
const written = (knowledge: Knowledge): string =>
  JSON.stringify(knowledge, (_key, value: unknown) => {
    if (ArrayBuffer.isView(value))
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
    return isMap(value) ? [...value] : value;
  });
const isSame = (one: Knowledge, other: Knowledge): boolean => written(one) === written(other);

const situation = { repliable: true, offered: [], lastTopics: [], today: { year: 2026, month: 5, day: 20 } };
const topicsOf = (knowledge: Knowledge, text: string): string[] => {
  const route = createRouter(knowledge).route(text, situation);
  return route.route === 'answer' ? route.entries.map(({ id }) => id) : [];
};

test('what was kept is what was learned, and is frozen', () => {
  const before = statSync(keptFile).ino;
  const kept = open();
  expect(isSame(kept, learned)).toBe(true);
  expect(Object.isFrozen(kept.content.entries[0]?.alsoAsked)).toBe(true);
  // It was read, not written once more.
  expect(statSync(keptFile).ino).toBe(before);
});

test.each([
  ['one bit is other', () => bytes.map((byte, at) => (at === Math.floor(bytes.length / 2) ? byte ^ 1 : byte))],
  ['it is cut off', () => bytes.subarray(0, 40)],
])('a file is not believed where %s', (_what, damaged) => {
  writeFileSync(keptFile, damaged());
  expect(isSame(open(), learned)).toBe(true);
  expect(readFileSync(keptFile).equals(bytes)).toBe(true);
});

test('where nothing can be kept, it is learned each time', () => {
  const nowhere = join(keptFile, 'below', 'a-file');
  expect(topicsOf(openKnowledge({ folder: copy.folder, keptFile: nowhere }), 'does it hurt')).toEqual(['pain']);
});

test('a changed word is learned, whatever was kept; broken content is refused, and what was kept stays', () => {
  expect(topicsOf(learned, 'flumox the wibbly')).toEqual([]);
  copy.edit('en/faq/during-your-visit.yaml', (text) =>
    text.replace('alsoAsked:', `alsoAsked:\n${'    - flumox the wibbly\n'.repeat(6)}`),
  );
  const [first] = topicsOf(open(), 'flumox the wibbly');
  expect(learned.content.entries.find(({ id }) => id === first)?.section).toBe('During Your Visit');

  const kept = readFileSync(keptFile);
  copy.edit('en/screening.yaml', (text) => text.replace('ask:', 'aks:'));
  expect(open).toThrow(/screening\.yaml/);
  expect(readFileSync(keptFile).equals(kept)).toBe(true);
});
