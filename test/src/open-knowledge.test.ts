// What is learned is kept in a file, and the file serves only while it is of these words and this code.
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouter } from '../../dialogs';
import type { Knowledge } from '../../knowledge';
import { openKnowledge } from '../../src/open-knowledge';
import { copyFolder, type FolderCopy } from '../support/content-copy';

jest.setTimeout(60_000);

let folder: string;
let keptFile: string;
let copy: FolderCopy;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
  keptFile = join(folder, 'sub', 'kept.bin');
  copy = copyFolder();
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  copy.remove();
});

const open = (): Knowledge => openKnowledge({ folder: copy.folder, keptFile });
const situation = { repliable: true, offered: [], lastTopics: [], today: { year: 2026, month: 5, day: 20 } };
const topicsOf = (knowledge: Knowledge, text: string): string[] => {
  const route = createRouter(knowledge).route(text, situation);
  return route.route === 'answer' ? route.entries.map(({ id }) => id) : [];
};

test('what was kept is what was learned, and is frozen', () => {
  const learned = open();
  const written = statSync(keptFile).ino;
  const kept = open();
  expect(kept).toEqual(learned);
  expect(Object.isFrozen(kept.content.entries[0]?.alsoAsked)).toBe(true);
  // It was read, not written once more.
  expect(statSync(keptFile).ino).toBe(written);
});

test('a changed word is learned, whatever was kept', () => {
  expect(topicsOf(open(), 'flumox the wibbly')).toEqual([]);
  copy.edit('en/faq/during-your-visit.yaml', (text) =>
    text.replace('alsoAsked:', `alsoAsked:\n${'    - flumox the wibbly\n'.repeat(6)}`),
  );
  const [first] = topicsOf(open(), 'flumox the wibbly');
  expect(open().content.entries.find(({ id }) => id === first)?.section).toBe('During Your Visit');
});

test('a damaged file is not believed', () => {
  const learned = open();
  const bytes = readFileSync(keptFile);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  for (const damaged of [bytes, bytes.subarray(0, 40), Buffer.alloc(0), Buffer.from('something else')]) {
    writeFileSync(keptFile, damaged);
    expect(open()).toEqual(learned);
  }
});

test('where nothing can be kept, it is learned each time', () => {
  writeFileSync(join(folder, 'sub'), 'a file where the folder should be');
  expect(topicsOf(open(), 'does it hurt')).toEqual(['pain']);
});

test('broken content is refused, and nothing is kept of it', () => {
  copy.edit('en/screening.yaml', (text) => text.replace('ask:', 'aks:'));
  expect(open).toThrow(/screening\.yaml/);
  expect(() => statSync(keptFile)).toThrow(/ENOENT/);
});
