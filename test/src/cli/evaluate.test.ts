import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../../knowledge';
import { runCommandLine } from '../../support/command';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preconsult-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, rows: readonly (object | string)[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));
  return path;
}

test('questions are scored by kind, and the confusions are named', async () => {
  const pain = loadContent().entries.find(({ id }) => id === 'pain')?.question;
  const path = file('questions.jsonl', [
    { q: pain, accept: ['pain'], kind: 'covered' },
    { q: pain, accept: ['duration'], kind: 'covered' },
    { q: 'hello', accept: [], kind: 'smalltalk' },
  ]);
  const { code, out, err } = await runCommandLine('evaluate', [path]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^covered\s+2\s+1 \(50\.0 %\)\s+0 \(0\.0 %\)\s+0 \(0\.0 %\)\s+1 \(50\.0 %\)$/m);
  expect(out).toMatch(/^smalltalk\s+1\s+1 \(100\.0 %\)/m);
  expect(out).toMatch(/1 {2}duration -> pain/);
});

test('replies are scored, and a clearance that is none is counted', async () => {
  const path = file('replies.jsonl', [
    { question: 'keloid', reply: 'no', expect: 'no' },
    { question: 'keloid', reply: 'no', expect: 'yes' },
  ]);
  const { code, out } = await runCommandLine('evaluate', ['--replies', path]);
  expect(code).toBe(0);
  expect(out).toContain('2 replies; read right: 1 (50.0 %); read as a clearance that is none: 1.');
});

test.each([
  ['a line that is not JSON', ['{"q":'], /:1: is not JSON/],
  ['a row without its label', [{ q: 'hi' }], /:1: .*kind/],
])('%s is a wrong call that names the line', async (_what, rows, words) => {
  const { code, err } = await runCommandLine('evaluate', [file('wrong.jsonl', rows)]);
  expect(code).toBe(2);
  expect(err).toMatch(words);
  expect(err).not.toContain('    at ');
});

test('a file that is not there, or no file at all, is a wrong call', async () => {
  const [missing, none] = await Promise.all([
    runCommandLine('evaluate', [join(folder, 'nothing.jsonl')]),
    runCommandLine('evaluate', []),
  ]);
  expect([missing.code, none.code]).toEqual([2, 2]);
  expect(missing.err).toContain('nothing.jsonl');
  expect(none.err).toContain('Usage');
});
