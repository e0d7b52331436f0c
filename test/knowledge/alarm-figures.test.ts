// How many urgent messages are found, and how many others alarm, on labelled messages. The figures may only get better.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAlarmDetector } from '../../knowledge/alarms';
import { openKnowledge } from '../../src/open-knowledge';

interface Labelled {
  readonly q: string;
  readonly urgent?: boolean;
  readonly kind?: string;
}

const knowledge = openKnowledge();
const { content } = knowledge;
const detector = createAlarmDetector(knowledge);
const rows = (file: string): Labelled[] =>
  readFileSync(join(__dirname, '../questions', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const isUrgent = ({ urgent, kind }: Labelled): boolean => urgent ?? kind === 'urgent';
const alarms = ({ q }: Labelled): boolean => detector.find(q) !== undefined;

describe.each([
  // Written by somebody who had seen neither lists nor examples, with near misses as counterparts: the hardest file.
  { file: 'alarms.jsonl', emergencies: 250, missed: 22, falseAlarms: 20 },
  { file: 'fresh.jsonl', emergencies: 26, missed: 1, falseAlarms: 3 },
  { file: 'unseen.jsonl', emergencies: 37, missed: 0, falseAlarms: 1 },
  { file: 'questions.dev.jsonl', emergencies: 10, missed: 0, falseAlarms: 0 },
])('$file', ({ file, emergencies, missed, falseAlarms }) => {
  const all = rows(file);

  test(`at most ${missed} of ${emergencies} emergencies are missed`, () => {
    expect(all.filter(isUrgent)).toHaveLength(emergencies);
    expect(all.filter((row) => isUrgent(row) && !alarms(row)).length).toBeLessThanOrEqual(missed);
  });

  test(`at most ${falseAlarms} other messages alarm`, () => {
    expect(all.filter((row) => !isUrgent(row) && alarms(row)).length).toBeLessThanOrEqual(falseAlarms);
  });
});

test('hardly one in three hundred of our own phrasings alarms', () => {
  const own = [
    ...content.entries.flatMap(({ question, alsoAsked }) => [question, ...alsoAsked]),
    ...content.subjects.flatMap(({ alsoAsked }) => alsoAsked),
    ...content.commands.intents.flatMap(({ alsoAsked }) => alsoAsked),
    ...content.commands.offTopic,
  ];
  expect(own.filter((q) => detector.find(q)).length).toBeLessThan(own.length / 300);
});

/** Emergencies that are found as they stand; what is done to them below must not hide them. */
const urgent = rows('alarms.jsonl').filter((row) => isUrgent(row) && alarms(row));
const hidden = (said: (q: string) => string): number => urgent.filter(({ q }) => !detector.find(said(q))).length;

test.each([
  ['asks first', (q: string) => `should i be worried, ${q}`],
  ['asks afterwards', (q: string) => `${q} what should i do`],
  ['plays it down', (q: string) => `not sure if this matters but ${q}`],
  ['denies something else', (q: string) => `no fever or anything but ${q}`],
  ['only asks', (q: string) => `${q}?`],
])('six in seven are still found when the patient %s', (_how, said) => {
  expect(hidden(said)).toBeLessThan(urgent.length / 7);
});

test('two slips of the finger in one message hide one sign in ten at most', () => {
  const slip = (word: string): string => word.replace(/^([a-z]{2})(.)(.)(?=[a-z]{2})/, '$1$3$2');
  const slipped = (q: string): string => {
    const words = q.split(' ');
    const long = words.filter((word) => /^[a-z]{6,}$/.test(word)).slice(0, 2);
    return words.map((word) => (long.includes(word) ? slip(word) : word)).join(' ');
  };
  expect(hidden(slipped)).toBeLessThan(urgent.length / 10);
});
