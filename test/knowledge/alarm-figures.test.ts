// How many urgent messages are found, and how many others alarm, on labelled messages. The figures may only get better.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAlarmDetector } from '../../knowledge/alarms';
import { loadContent } from '../../knowledge/load';

interface Labelled {
  readonly q: string;
  readonly urgent?: boolean;
  readonly kind?: string;
}

const content = loadContent();
const detector = createAlarmDetector(content);
const rows = (file: string): Labelled[] =>
  readFileSync(join(__dirname, '../questions', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const isUrgent = ({ urgent, kind }: Labelled): boolean => urgent ?? kind === 'urgent';
const alarms = ({ q }: Labelled): boolean => detector.find(q) !== undefined;

describe.each([
  ['alarms.jsonl', 304],
  ['unseen.jsonl', 37],
  ['questions.dev.jsonl', 10],
])('%s', (file, urgent) => {
  const all = rows(file);

  test('every urgent message is found', () => {
    expect(all.filter(isUrgent)).toHaveLength(urgent);
    expect(all.filter((row) => isUrgent(row) && !alarms(row))).toEqual([]);
  });

  test('no other message alarms', () => {
    expect(all.filter((row) => !isUrgent(row) && alarms(row))).toEqual([]);
  });
});

test('none of our own phrasings alarms', () => {
  const own = [
    ...content.entries.flatMap(({ question, alsoAsked }) => [question, ...alsoAsked]),
    ...content.subjects.flatMap(({ alsoAsked }) => alsoAsked),
    ...content.commands.intents.flatMap(({ alsoAsked }) => alsoAsked),
    ...content.commands.offTopic,
  ];
  expect(own.filter((q) => detector.find(q))).toEqual([]);
});

const urgent = rows('alarms.jsonl').filter(isUrgent);

test.each([
  ['asks first', (q: string) => `should i be worried, ${q}`],
  ['asks afterwards', (q: string) => `${q} what should i do`],
  ['plays it down', (q: string) => `not sure if this matters but ${q}`],
  ['denies something else', (q: string) => `no fever or anything but ${q}`],
  ['only asks', (q: string) => `${q}?`],
])('an urgent message is found when the patient %s', (_how, said) => {
  expect(urgent.filter(({ q }) => !detector.find(said(q)))).toEqual([]);
});

test('two slips of the finger in one message hide no sign', () => {
  const slip = (word: string): string => word.replace(/^([a-z]{2})(.)(.)(?=[a-z]{2})/, '$1$3$2');
  const slipped = urgent.map(({ q }) => {
    const long = q
      .split(' ')
      .filter((word) => /^[a-z]{6,}$/.test(word))
      .slice(0, 2);
    return q
      .split(' ')
      .map((word) => (long.includes(word) ? slip(word) : word))
      .join(' ');
  });
  expect(slipped.filter((q) => !detector.find(q))).toEqual([]);
});
