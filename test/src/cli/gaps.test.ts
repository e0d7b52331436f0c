// npm run gaps on a real file: what it lists, what it says where there is nothing, and that it never makes the file.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayText } from '../../../src/gaps/gap-days';
import { createGapStore, type GapRow } from '../../../src/gaps/gap-store';
import type { CommandResult } from '../../support/command';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..', '..');
const daysAgo = (days: number): string => {
  const now = new Date();
  return dayText(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days));
};
const [LAST, FIRST, OLD] = [daysAgo(2), daysAgo(9), daysAgo(40)];

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gaps-command-'));
  file = join(folder, 'gaps.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the command as `npm run` does, with these settings. */
function gaps(args: readonly string[] = [], settings: Record<string, string> = {}): Promise<CommandResult> {
  const env = { ...process.env, CONTENT_GAPS: 'on', CONTENT_GAPS_URL: `file:${file}`, ...settings };
  return new Promise((resolve) => {
    const command = ['--import', 'tsx', join('src', 'cli', 'gaps.ts'), ...args];
    const child = spawn(process.execPath, command, { cwd: ROOT, env });
    let out = '';
    let err = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
    });
    child.stderr.on('data', (data: Buffer) => {
      err += data.toString();
    });
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

function fill(rows: readonly Partial<GapRow>[]): void {
  const store = createGapStore(file);
  store.add(rows.map((row) => ({ day: LAST, route: 'off-topic', subjects: [], text: '', ...row })));
  store.close();
}

const parking = { route: 'not-covered', subjects: ['location'] } as const;
const ROWS: readonly Partial<GapRow>[] = [
  { text: 'can my dog come along' },
  { ...parking, text: 'where can i park' },
  { ...parking, text: 'where can i park', day: FIRST },
  { text: 'is there parking' },
  { ...parking, text: 'is there parking at […]' },
  { text: 'parking for […]' },
  { text: 'can i pay with shells' },
  { text: 'parking long ago', day: OLD },
];

test('with --json each group is one object, the biggest first, alike questions together', async () => {
  fill(ROWS);
  const { code, out, err } = await gaps(['--json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual([
    {
      count: 5,
      first: FIRST,
      last: LAST,
      examples: ['where can i park', 'is there parking', 'is there parking at […]'],
      subjects: ['location'],
      routes: ['not-covered', 'off-topic'],
    },
    { count: 1, first: LAST, last: LAST, examples: ['can i pay with shells'], subjects: [], routes: ['off-topic'] },
    { count: 1, first: LAST, last: LAST, examples: ['can my dog come along'], subjects: [], routes: ['off-topic'] },
  ]);
});

test('for people it says the same, and twice the same', async () => {
  fill(ROWS);
  const [one, other] = await Promise.all([gaps(), gaps()]);
  expect(one).toEqual({ ...other, code: 0, err: '' });
  expect(one.out).toContain('7 questions in 3 groups.');
  expect(one.out).toContain(`   5  ${FIRST} to ${LAST}; not-covered, off-topic; subjects: location\n`);
  expect(one.out).toContain('      where can i park\n');
  expect(one.out).not.toContain('long ago');
});

test('off, missing and empty are told apart, and no file is made', async () => {
  const [off, missing, json] = await Promise.all([gaps([], { CONTENT_GAPS: 'off' }), gaps(), gaps(['--json'])]);
  expect([off, missing, json].map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(off.out).toContain('Set CONTENT_GAPS=on');
  expect(missing.out).toContain('no log of content gaps yet');
  expect(json).toEqual({ code: 0, out: '', err: missing.out });
  expect(readdirSync(folder)).toEqual([]);
  fill([]);
  expect((await gaps()).out).toContain('is empty');
});

test('a file that is left from before the log was turned off is listed, and told of', async () => {
  fill(ROWS);
  const { out } = await gaps([], { CONTENT_GAPS: 'off' });
  expect(out).toContain('nothing in it expires any more');
  expect(out).toContain('7 questions');
});

test('a file of something else is refused in words, and left as it is', async () => {
  writeFileSync(file, 'a letter');
  const { code, out, err } = await gaps();
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('CONTENT_GAPS_URL');
  expect(err).not.toContain('    at ');
  expect(readFileSync(file, 'utf8')).toBe('a letter');
});

test('an unknown option is a wrong call', async () => {
  const { code, err } = await gaps(['--jsn']);
  expect(code).toBe(2);
  expect(err).toContain('--jsn');
});
