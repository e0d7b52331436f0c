// The gate: it names every figure that is worse than its file allows, and only those.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkGate } from '../../../../src/cli/evaluation/gate';
import { openKnowledge } from '../../../../src/open-knowledge';

const knowledge = openKnowledge();
const pain = knowledge.content.entries.find(({ id }) => id === 'pain')?.question;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'preconsult-gate-'));
  const write = (name: string, rows: readonly object[]): void =>
    writeFileSync(join(folder, name), rows.map((row) => JSON.stringify(row)).join('\n'));
  write('questions.jsonl', [
    { q: pain, accept: ['pain'], kind: 'covered' },
    { q: pain, accept: ['duration'], kind: 'covered' },
  ]);
  write('replies.jsonl', [{ question: 'botox', reply: 'no', expect: 'no' }]);
  write('alarms.jsonl', [
    { q: 'i cant breathe', urgent: true },
    { q: pain, urgent: false },
  ]);
});
afterAll(() => rmSync(folder, { recursive: true }));

function gate(yaml: string): string {
  const file = join(folder, 'gate.yaml');
  writeFileSync(file, yaml);
  return file;
}

test('figures within the limits pass', () => {
  const file = gate(`
questions: { questions.jsonl: { covered: { least: { right: 50 }, most: { wrong: 50 } } } }
replies: { replies.jsonl: { least: { right: 100 }, most: { cleared: 0 } } }
alarms: { alarms.jsonl: { least: { found: 100 }, most: { false: 0 } } }`);
  expect(checkGate(knowledge, file)).toEqual([]);
});

test('each figure beyond its limit is named, with both', () => {
  const file = gate(`
questions: { questions.jsonl: { covered: { least: { right: 51 }, most: { wrong: 49, offered: 0 } } } }
replies: {}
alarms: {}`);
  expect(checkGate(knowledge, file)).toEqual([
    'questions.jsonl, covered: right is 50.0 %, and must be at least 51 %.',
    'questions.jsonl, covered: wrong is 50.0 %, and must be at most 49 %.',
  ]);
});

test('a figure or a kind that does not exist is a fault of the file, not a pass', () => {
  const file = gate(`
questions: { questions.jsonl: { covered: { least: { rigth: 1 } }, urgent: { least: { right: 1 } } } }
replies: {}
alarms: {}`);
  expect(checkGate(knowledge, file)).toEqual([
    'questions.jsonl, covered: there is no figure "rigth".',
    'questions.jsonl, urgent: there is no figure "right".',
  ]);
});

test('a file that is no gate is refused', () => {
  expect(() => checkGate(knowledge, gate('questions: 5'))).toThrow(/is no gate/);
});
