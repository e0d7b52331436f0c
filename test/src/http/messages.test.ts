// What POST /api/messages refuses: with a 4xx, and a plain body that says nothing of the request or of the fault.
import { messageActivity } from '../../support/activities';
import {
  activityInTheMiddle,
  type PatientInTheMiddle,
  REFUSALS,
  startInTheMiddle,
} from '../../support/patient-in-the-middle';
import { post, type RunningApp } from '../../support/running-app';

jest.setTimeout(30_000);

let middle: PatientInTheMiddle;
let app: RunningApp;
beforeAll(async () => {
  middle = await startInTheMiddle();
  app = middle.app;
});
afterAll(() => middle.stop());

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
  const before = await middle.stored();
  for (const value of [undefined, null, '', [], 7, true])
    expect(await refusalOf({ ...activityInTheMiddle(), [name]: value })).toBe(400);
  expect(await middle.stored()).toEqual(before);
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
  const before = await middle.stored();
  for (const value of values)
    expect([value, await refusalOf({ ...activityInTheMiddle(), [name]: value })]).toEqual([value, 400]);
  expect(await middle.stored()).toEqual(before);
});

test('activities of kinds that the bot does not take change nothing', async () => {
  const before = await middle.stored();
  const kinds = [
    'typing',
    'event',
    'messageReaction',
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
    const response = await post(app, { ...activityInTheMiddle(), type });
    expect([type, response.status, await response.json()]).toEqual([type, 200, { activities: [] }]);
  }
  expect(await refusalOf({ ...activityInTheMiddle(), type: 'invoke' })).toBe(400);
  expect(await middle.stored()).toEqual(before);
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
  expect(await refusalOf(activityInTheMiddle(), { 'content-type': type })).toBe(415),
);

test('JSON of another name is read', async () => {
  for (const type of ['application/json; charset=utf-8', 'application/vnd.microsoft.activity+json', 'APPLICATION/JSON'])
    expect((await post(app, messageActivity(), { 'content-type': type })).status).toBe(200);
});

test.each(['gzip', 'deflate', 'br', 'zstd', 'gzip, gzip'])(
  'a body packed by %s is refused with 415',
  async (encoding) => {
    expect(await refusalOf(activityInTheMiddle(), { 'content-encoding': encoding })).toBe(415);
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
