// Whatever is sent to POST /api/messages, the service goes on, and a patient in the middle of the screening notices nothing.
import fc from 'fast-check';
import { messageActivity, reachSecondQuestion } from '../../support/activities';
import {
  activityInTheMiddle,
  type PatientInTheMiddle,
  REFUSALS,
  startInTheMiddle,
} from '../../support/patient-in-the-middle';
import { createPatient, post, type RunningApp } from '../../support/running-app';

jest.setTimeout(30_000);

let middle: PatientInTheMiddle;
let app: RunningApp;
beforeAll(async () => {
  middle = await startInTheMiddle();
  app = middle.app;
});
afterAll(() => middle.stop());

const ODD_TEXTS: readonly (readonly [what: string, text: string])[] = [
  ['nothing', ''],
  ['blanks', ' \n\t\u00a0\u2003'],
  ['emoji', '😀🎉👩‍👩‍👧🏽'],
  ['control characters', '\u0000\u0007\u001b[31m\u007f'],
  ['half a character', '\ud83d'],
  ['letters that turn the text around', '\u202e\u2066txet\u2069'],
  ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['Markdown', '**x** [x](javascript:alert(1)) ![x](http://x.example/y)'],
  ['a key of every object', '__proto__'],
  ['a method of every object', 'toString'],
  ['a placeholder', '{clinic} {{clinic}} $[clinic] %s'],
  ['SQL', "'; DROP TABLE items; --"],
  ['JSON', '{"answers":{"pregnant":"no"}}'],
  ['a line of a log', '\r\nSet-Cookie: a=b\r\n\r\n{"level":"info"}'],
  ['more than 2,000 characters', 'qwzx '.repeat(500)],
  ['more than 200,000 characters', 'qwzx'.repeat(50_001)],
];

test.each(ODD_TEXTS)('%s as a text leaves the open question open, and every answer as it was', async (_what, text) => {
  const reply = await middle.say(text);
  expect(reply.trace).toMatchObject({ question: middle.open });
  expect(Object.keys((await middle.stored()).state.screening.answers)).toEqual(['age']);
});

test.each(ODD_TEXTS)('%s as a first message gets a kind reply, and starts nothing', async (_what, text) => {
  const { trace, text: said } = await createPatient(app).say(text);
  expect({ said: said.length > 40, question: trace?.question ?? 'choices' }).toEqual({
    said: true,
    question: 'choices',
  });
});

test('a message without text, with a value of any kind, gets a reply', async () => {
  for (const value of [
    undefined,
    null,
    5,
    [],
    [[]],
    { text: {} },
    { text: ['a'] },
    { text: null },
    '',
    { toString: 'x' },
  ]) {
    const { text: _none, ...activity } = messageActivity({ value });
    expect([value, (await post(app, activity)).status]).toEqual([value, 200]);
  }
});

test('keys of the prototype do nothing at any depth', async () => {
  const evil = '{"polluted":"yes","admin":true,"text":"no"}';
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const body = JSON.stringify(activityInTheMiddle())
      .replace('"from":{', `"from":{"${key}":${evil},`)
      .replace('"conversation":{', `"conversation":{"${key}":${evil},`)
      .replace(
        '{',
        `{"${key}":${evil},"value":{"${key}":{"${key}":${evil}}},"membersAdded":[{"id":"a","${key}":${evil}}],`,
      );
    const response = await post(app, body);
    expect([key, response.status]).toEqual([key, 200]);
    expect(await response.text()).not.toContain('polluted');
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

const anyJson = fc.jsonValue({ maxDepth: 4 });
const NAMES = [
  ...Object.keys(activityInTheMiddle()),
  'value',
  'name',
  'action',
  'membersAdded',
  'membersRemoved',
  'attachments',
  'entities',
  'channelData',
  'localTimestamp',
  'expiration',
  'locale',
  'replyToId',
  'importance',
  'suggestedActions',
  'relatesTo',
  'callerId',
  'summary',
  'speak',
  'inputHint',
  '__proto__',
  'constructor',
];
/** A text that a patient might have written is a reply, and not what these tests are about. */
const change = fc
  .record({
    name: fc.constantFrom(...NAMES),
    value: fc.oneof(anyJson, fc.constant(undefined)),
    inner: fc.option(fc.constantFrom('id', 'isGroup', 'name', 'role', '__proto__')),
  })
  .filter(({ name, value }) => !['text', 'value'].includes(name) || typeof value !== 'string');

function changed(changes: readonly { name: string; value: unknown; inner: string | null }[]): string {
  const activity = new Map<string, unknown>(Object.entries(activityInTheMiddle()));
  for (const { name, value, inner } of changes) {
    const old = activity.get(name);
    activity.set(name, inner && typeof old === 'object' ? { ...old, [inner]: value } : value);
  }
  const parts = [...activity].flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${JSON.stringify(value)}`],
  );
  return `{${parts.join(',')}}`;
}

test('no body whatever makes the service fail, echo what was sent, or change an answer', async () => {
  const body = fc.oneof(
    { weight: 6, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }).map(changed) },
    { weight: 1, arbitrary: anyJson.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
    { weight: 1, arbitrary: fc.nat(400).map((end) => JSON.stringify(activityInTheMiddle()).slice(0, end)) },
  );
  await fc.assert(
    fc.asyncProperty(body, async (sent) => {
      const response = await post(app, sent);
      expect(response.status).toBeLessThan(500);
      const text = await response.text();
      if (response.status === 200) return expect(text === '' || text.startsWith('{"activities":')).toBe(true);
      expect(REFUSALS).toContain((JSON.parse(text) as { message: string }).message);
    }),
    { numRuns: 400 },
  );
  expect(await middle.stored()).toMatchObject({ state: { screening: { stage: 'asking', answers: { age: 34 } } } });
  // The last of them may have asked for a reply elsewhere that never got through; then the question is asked again first.
  await middle.say('why');
  expect((await middle.say('no')).trace?.route).toBe('reply');
});

test('any text of a patient gets a reply, in the middle of the screening or not', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme' }),
    fc.string({ maxLength: 3000 }),
  );
  const someone = createPatient(app);
  await reachSecondQuestion(someone);
  await fc.assert(
    fc.asyncProperty(text, async (words) => {
      for (const one of [someone, createPatient(app)]) expect((await one.say(words)).text.length).toBeGreaterThan(20);
    }),
    { numRuns: 60 },
  );
});
