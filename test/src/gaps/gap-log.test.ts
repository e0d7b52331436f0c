// The log of content gaps in the real app: what lands in its file, and what never does.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { answerTitle } from '../../../dialogs/open-question';
import { createReplyReader, sayPhrase } from '../../../knowledge';
import { createGapLog } from '../../../src/gaps/gap-log';
import { createGapStore, readGaps } from '../../../src/gaps/gap-store';
import { createLog } from '../../../src/log';
import { createMetrics } from '../../../src/metrics';
import { openKnowledge } from '../../../src/open-knowledge';
import { createPatient, messageFrom, type Patient, post, type RunningApp, startApp } from '../../support/running-app';

jest.setTimeout(60_000);

const knowledge = openKnowledge();
const { content } = knowledge;
const price = content.subjects.find(({ id }) => id === 'price');
const PRICE = price?.alsoAsked[0] ?? '';
const TODAY = new Date(2026, 4, 20);

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gap-log-'));
  file = join(folder, 'gaps.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const start = (settings: Record<string, string> = {}, log = createLog('silent')): Promise<RunningApp> =>
  startApp({ CONTENT_GAPS: 'on', CONTENT_GAPS_URL: `file:${file}`, ...settings }, { now: () => TODAY, log });

const textsKept = (): string[] => readGaps(file, '').map(({ text }) => text);

/** A patient who was welcomed, so that nothing they say can be a reply from before. */
async function welcomed(app: RunningApp): Promise<Patient> {
  const patient = createPatient(app);
  await patient.send({ type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] });
  return patient;
}

/** Goes through the screening by its buttons; before each answer the patient says what `says` gives. */
async function screen(patient: Patient, says: readonly string[]): Promise<readonly string[]> {
  const asked: string[] = [];
  let last = await patient.say(sayPhrase(content.phrases, 'choice-screening'));
  while (!last.trace?.verdict) {
    asked.push(last.trace?.question ?? '');
    for (const text of says) last = await patient.say(text);
    const question = content.screening.questions.find(({ id }) => id === last.trace?.question);
    const answer = question?.kind === 'age' ? '22-or-over' : 'no';
    last = await patient.say(question ? answerTitle(content, question, answer) : (last.buttons[0] ?? ''));
  }
  return asked;
}

test('a question that is not covered and one that is off topic are kept, with their day and nothing else of them', async () => {
  const app = await start();
  const patient = await welcomed(app);
  const covered = await patient.say(content.entries[0]?.question ?? '');
  const silent = await patient.say(`${PRICE}, i am called Grace Hope`);
  const other = await patient.say('what is the best carpet for my kitchen? my number is 07700 900123');
  expect([covered, silent, other].map(({ trace }) => trace?.route)).toEqual(['answer', 'not-covered', 'off-topic']);
  await app.stop();
  const rows = readGaps(file, '');
  expect(rows).toEqual([
    { day: '2026-05-20', route: 'not-covered', subjects: ['price'], text: expect.any(String), count: 1 },
    {
      day: '2026-05-20',
      route: 'off-topic',
      subjects: [],
      text: 'what is the best carpet for my kitchen my number is [contact]',
      count: 1,
    },
  ]);
  const bytes = readFileSync(file, 'latin1');
  expect(bytes).not.toMatch(/grace|hope|07700|conversation|emulator|patient|activity/i);
});

test('nothing that is said inside a screening lands in the file, and what is said after it does', async () => {
  const app = await start();
  const patient = await welcomed(app);
  const asked = await screen(patient, [`zebra ${PRICE}`, 'is there a zebra in your kitchen']);
  expect(asked).toEqual(expect.arrayContaining(['consent', 'age', 'review']));
  expect((await patient.say(`and for a marble, ${PRICE}`)).trace?.route).toBe('not-covered');
  await app.stop();
  expect(textsKept()).toEqual([expect.stringContaining('marble')]);
  expect(readFileSync(file, 'latin1')).not.toContain('zebra');
});

test('nothing lands in the file of urgent messages, of a screening that waits, begins or ends, and of what was not read', async () => {
  const app = await start();
  const urgent = await welcomed(app);
  const sign = 'i have chest pain right now in the kitchen';
  expect((await urgent.say(sign)).trace?.route).toBe('urgent');
  await urgent.say(sayPhrase(content.phrases, 'choice-screening'));
  expect((await urgent.say(sign)).trace).toMatchObject({ route: 'urgent', question: null });
  expect((await urgent.say(`zebra ${PRICE}`)).trace?.question).toBe('consent');

  const declining = await welcomed(app);
  await declining.say(sayPhrase(content.phrases, 'choice-screening'));
  expect((await declining.say(sayPhrase(content.phrases, 'choice-decline'))).trace?.question).toBeNull();

  const long = await welcomed(app);
  expect((await long.say('the zebra in the kitchen '.repeat(100))).trace?.route).toBe('off-topic');
  await app.stop();
  expect(textsKept()).toEqual([]);
});

test('a first message that reads as an answer may be a reply to a question that the store has lost', async () => {
  const replies = createReplyReader(knowledge);
  const day = { year: 2026, month: 5, day: 20 };
  const isAnswer = (text: string): boolean =>
    content.screening.questions.some((question) => replies.readReply(question, text, day) !== 'unclear');
  const answers = content.subjects.flatMap(({ alsoAsked }) => alsoAsked).filter(isAnswer);
  const app = await start();
  const routes: unknown[] = [];
  for (const text of answers.slice(0, 20)) routes.push((await createPatient(app).say(text)).trace?.route);
  expect(routes).toContain('not-covered');
  expect((await createPatient(app).say(PRICE)).trace?.route).toBe('not-covered');
  await app.stop();
  expect(textsKept()).toHaveLength(1);
});

test('off, no file is made, and "none of these" is counted beside the routes all the same', async () => {
  const app = await startApp({ STATE_URL: `file:${join(folder, 'state.db')}` });
  const patient = await welcomed(app);
  const metric = async (name: string): Promise<string | undefined> => {
    const page = await (await fetch(`${app.url}/metrics`)).text();
    return page.split('\n').find((line) => line.startsWith(name));
  };
  expect(await metric('preconsult_choices_refused_total')).toMatch(/ 0$/);
  const doubtful = ['scars', 'needles', 'face', 'skin', 'is it scary', 'swelling or makeup', 'creams', 'days'];
  for (const words of doubtful) if ((await patient.say(words)).trace?.question === 'choices') break;
  expect((await patient.say(sayPhrase(content.phrases, 'choice-none'))).trace?.route).toBe('reply');
  expect((await patient.say(PRICE)).trace?.route).toBe('not-covered');
  expect(await metric('preconsult_choices_refused_total')).toMatch(/ 1$/);
  expect(await metric('preconsult_turns_total{route="not-covered"')).toMatch(/ [1-9]$/);
  await app.stop();
  expect(readdirSync(folder).filter((name) => !name.startsWith('state.db'))).toEqual([]);
});

test('without a place of its own it is kept beside the state; at the start what is too old goes, also from its pages', async () => {
  const store = createGapStore(file);
  const row = { route: 'off-topic', subjects: [] } as const;
  store.add([
    { ...row, day: '2026-05-10', text: 'EXPIRED' },
    { ...row, day: '2026-05-11', text: 'KEPT' },
  ]);
  store.close();
  const STATE_URL = `file:${join(folder, 'state.db')}`;
  const app = await start({ STATE_URL, CONTENT_GAPS_URL: '', CONTENT_GAPS_DAYS: '10' });
  expect(textsKept()).toEqual(['KEPT']);
  expect(readFileSync(file, 'latin1')).not.toContain('EXPIRED');
  await app.stop();
});

test('a file that cannot be written costs no patient a reply, and is logged by its code, without a word of theirs', async () => {
  let lines = '';
  const app = await start({}, createLog('info', { write: (line) => (lines += line) }));
  const other = new Database(file);
  other.exec('BEGIN EXCLUSIVE');
  const response = await post(app, messageFrom('locked', `zebra ${PRICE}`));
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('not-covered');
  await app.stop();
  other.exec('ROLLBACK');
  other.close();
  const events = lines
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; code?: string });
  expect(events).toContainEqual(expect.objectContaining({ event: 'gaps-not-written', code: 'GAPS_UNREACHABLE' }));
  expect(events.at(-1)?.event).toBe('stopped');
  expect(lines).not.toMatch(/zebra|turn-failed/);
});

test('a file that cannot be opened stops the start, with what to do', async () => {
  await expect(start({ CONTENT_GAPS_URL: `file:${folder}` })).rejects.toMatchObject({ code: 'GAPS_UNREACHABLE' });
});

describe('the log itself', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  const gap = (text: string) => ({ locale: 'en', route: 'off-topic', text, subjects: [], isFirst: false }) as const;
  const openLog = () => {
    let expired = '2026-04-20';
    const metrics = createMetrics();
    const gaps = createGapLog({
      store: createGapStore(file),
      readerOf: (locale) =>
        locale === 'en' ? { scrub: (text) => text, isAnswer: (text) => text === 'no' } : undefined,
      today: () => '2026-05-20',
      expired: () => expired,
      log: createLog('silent'),
      metrics,
    });
    const expire = (day: string): void => {
      expired = day;
    };
    return { gaps, metrics, expire };
  };

  test('writes a moment after the turn, not in it', () => {
    const { gaps } = openLog();
    gaps.note(gap('moles'));
    expect(textsKept()).toEqual([]);
    jest.advanceTimersByTime(1000);
    expect(textsKept()).toEqual(['moles']);
    gaps.note(gap('beard'));
    gaps.close();
    expect(textsKept()).toEqual(['beard', 'moles']);
  });

  test('holds no more than it may, and counts what it drops', async () => {
    const { gaps, metrics } = openLog();
    for (let at = 0; at < 150; at++) gaps.note(gap(`question ${at}`));
    gaps.close();
    expect(textsKept()).toHaveLength(100);
    expect(await metrics.registry.metrics()).toContain('preconsult_errors_total{code="GAPS_FULL"} 50');
  });

  test('takes a first message that reads as an answer for none of its questions', () => {
    const { gaps } = openLog();
    gaps.note({ ...gap('no'), isFirst: true });
    gaps.note({ ...gap('moles'), isFirst: true });
    gaps.close();
    expect(textsKept()).toEqual(['moles']);
  });

  test('takes nothing of a language that it cannot read', () => {
    const { gaps } = openLog();
    gaps.note({ ...gap('moles'), locale: 'xx' });
    gaps.close();
    expect(textsKept()).toEqual([]);
  });

  test('expires as time goes on', () => {
    const { gaps, expire } = openLog();
    gaps.note(gap('moles'));
    jest.advanceTimersByTime(1000);
    gaps.sweep();
    expect(textsKept()).toEqual(['moles']);
    expire('2026-05-20');
    gaps.sweep();
    expect(textsKept()).toEqual([]);
    gaps.close();
  });

  test('a scrub that throws is no fault of the turn', () => {
    const gaps = createGapLog({
      store: createGapStore(file),
      readerOf: () => ({
        scrub: () => {
          throw new Error('zebra');
        },
        isAnswer: () => false,
      }),
      today: () => '2026-05-20',
      expired: () => '2026-05-01',
      log: createLog('silent'),
      metrics: createMetrics(),
    });
    expect(() => gaps.note(gap('zebra'))).not.toThrow();
    gaps.close();
    expect(existsSync(file)).toBe(true);
    expect(textsKept()).toEqual([]);
  });
});
