// Whatever is sent to POST /api/messages: a status below 500, a plain body that says nothing of the request or the fault,
// and a patient in the middle of the screening who notices nothing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createStorage } from '../../../src/state/storage';
import { messageActivity, reachSecondQuestion } from '../../support/activities';
import { createPatient, type Patient, post, type RunningApp, startApp } from '../../support/running-app';

/** All that a refusal may say. */
const REFUSALS = [
  'The request could not be read.',
  'The body is no Bot Framework activity.',
  'The bot takes no invoke activities.',
  'Replies may not be sent to this serviceUrl.',
  'The body is too large.',
  'The body must be JSON.',
];
const CONVERSATION = { id: 'in-the-middle' };

jest.setTimeout(30_000);

let app: RunningApp;
let patient: Patient;
let open: string;
const folder = mkdtempSync(join(tmpdir(), 'messages-'));
const storage = createStorage(`file:${join(folder, 'state.db')}`);

beforeAll(async () => {
  app = await startApp({ STATE_URL: `file:${join(folder, 'state.db')}` });
  const someone = createPatient(app);
  patient = { ...someone, say: (text) => someone.send({ type: 'message', text, conversation: CONVERSATION }) };
  open = await reachSecondQuestion({
    say: patient.say,
    send: (activity) => someone.send({ ...activity, conversation: CONVERSATION }),
  });
});
afterAll(async () => {
  await app.stop();
  await storage.close();
  rmSync(folder, { recursive: true });
});

async function storedState(): Promise<unknown> {
  const key = `emulator/${CONVERSATION.id}`;
  return (await storage.read([key]))[key];
}

async function refusalOf(body: unknown, headers: Record<string, string> = {}): Promise<number> {
  const response = await post(app, body, headers);
  const { code, message, ...rest } = (await response.json()) as Record<string, unknown>;
  expect({ rest, known: REFUSALS.includes(String(message)), code }).toEqual({
    rest: {},
    known: true,
    code: expect.any(String),
  });
  return response.status;
}

const valid = () => messageActivity({ conversation: CONVERSATION, text: 'qwzx' });

test.each([
  ['nothing', ''],
  ['no JSON', '{"type":'],
  ['a text', '"hello"'],
  ['a number', '1e999'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a list of activities', JSON.stringify([messageActivity()])],
  ['an empty object', '{}'],
  ['brackets that never close', '['.repeat(200_000)],
  ['brackets in brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
  ['objects in objects', `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`],
  ['bytes that are no text', '\u0000\uffff\ud800'],
])('a body of %s is refused with 400', async (_what, body) => {
  expect(await refusalOf(body)).toBe(400);
});

test.each(['type', 'channelId', 'from', 'conversation'])('an activity without %s is refused', async (name) => {
  const before = await storedState();
  for (const value of [undefined, null, '', [], 7, true])
    expect(await refusalOf({ ...valid(), [name]: value })).toBe(400);
  expect(await storedState()).toEqual(before);
});

test.each([
  ['type', [{}, 'x'.repeat(101)]],
  ['id', [{}, 5, 'x'.repeat(1001)]],
  ['timestamp', ['yesterday', 0, '2026-02-31T00:00:00Z', '2026-01-01T25:00:00Z', '+999999-01-01T00:00:00Z', {}]],
  ['channelId', [{}, 'x'.repeat(101)]],
  ['serviceUrl', [{}, 'x'.repeat(2001)]],
  ['from', [{ id: 5 }, { id: null }, { id: {} }, [{ id: 'patient' }], { id: 'x'.repeat(1001) }, { id: 'a', name: {} }]],
  ['recipient', ['bot', { id: [] }]],
  [
    'conversation',
    [{ id: 5 }, { id: '' }, { id: {} }, [{ id: 'a' }], { id: 'a', isGroup: 'yes' }, { id: 'x'.repeat(1001) }],
  ],
  ['deliveryMode', [{}, 3]],
  ['text', [{}, [], 5, true]],
  ['locale', [{}, 'x'.repeat(101)]],
  ['membersAdded', ['patient', {}, [5], [{}], [null]]],
  ['attachments', ['x', {}, [5], [{}], [{ contentType: 5 }]]],
  ['entities', [{}, [null], [{}]]],
  ['replyToId', [{}, 5]],
])('a wrong %s is refused with 400', async (name, values) => {
  const before = await storedState();
  for (const value of values) expect([value, await refusalOf({ ...valid(), [name]: value })]).toEqual([value, 400]);
  expect(await storedState()).toEqual(before);
});

test('activities of kinds that the bot does not take change nothing', async () => {
  const before = await storedState();
  const kinds = [
    'typing',
    'event',
    'messageReaction',
    'messageUpdate',
    'messageDelete',
    'endOfConversation',
    'trace',
    'handoff',
    'nonsense',
    '__proto__',
    'constructor',
    'toString',
  ];
  for (const type of kinds) {
    const response = await post(app, { ...valid(), type });
    expect([type, response.status, await response.json()]).toEqual([type, 200, { activities: [] }]);
  }
  expect(await refusalOf({ ...valid(), type: 'invoke' })).toBe(400);
  expect(await storedState()).toEqual(before);
});

test('a body of 256 KiB is read, and one byte more is refused with 413', async () => {
  const padding = (bytes: number) => {
    const bare = JSON.stringify({ ...messageActivity(), channelData: '' });
    return bare.replace('"channelData":""', `"channelData":"${'x'.repeat(bytes - bare.length)}"`);
  };
  expect((await post(app, padding(256 * 1024))).status).toBe(200);
  expect(await refusalOf(padding(256 * 1024 + 1))).toBe(413);
  expect(await refusalOf({ ...messageActivity(), text: '\u0001'.repeat(60_000) })).toBe(413);
});

test.each([
  'text/plain',
  'text/html',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/xml',
  'json',
])('a body of the type %s is refused with 415', async (type) =>
  expect(await refusalOf(valid(), { 'content-type': type })).toBe(415),
);

test('JSON of another name is read', async () => {
  for (const type of ['application/json; charset=utf-8', 'application/vnd.microsoft.activity+json', 'APPLICATION/JSON'])
    expect((await post(app, messageActivity(), { 'content-type': type })).status).toBe(200);
});

test.each(['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip'])(
  'a body packed by %s is refused with 415',
  async (encoding) => {
    expect(await refusalOf(valid(), { 'content-encoding': encoding })).toBe(415);
  },
);

test('what an account or a conversation holds besides its names is not sent back', async () => {
  const nested = JSON.parse(`${'['.repeat(1500)}${']'.repeat(1500)}`);
  const extra = { secret: 'x'.repeat(50_000), nested };
  const response = await post(
    app,
    messageActivity({ from: { id: 'a', ...extra }, conversation: { id: 'extra', ...extra } }),
  );
  expect(response.status).toBe(200);
  expect(await response.text()).not.toContain('xxxxx');
});

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
  const reply = await patient.say(text);
  expect(reply.trace).toMatchObject({ question: open });
  expect(
    Object.keys(((await storedState()) as { state: { screening: { answers: object } } }).state.screening.answers),
  ).toEqual(['age']);
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
    const body = JSON.stringify(valid())
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
  ...Object.keys(valid()),
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
  const activity = new Map<string, unknown>(Object.entries(valid()));
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
    { weight: 1, arbitrary: fc.nat(400).map((end) => JSON.stringify(valid()).slice(0, end)) },
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
  expect(await storedState()).toMatchObject({ state: { screening: { stage: 'asking', answers: { age: 34 } } } });
  expect((await patient.say('no')).trace?.route).toBe('reply');
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
