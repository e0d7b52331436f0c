// Replies on their way to the channel: over real HTTP, after the state was stored, and nowhere but where they may go.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConnectorClient, MicrosoftAppCredentials } from 'botframework-connector';
import { loadContent, sayPhrase } from '../../../knowledge';
import { limitConnector } from '../../../src/bot/connector';
import { createLog } from '../../../src/log';
import { createStorage } from '../../../src/state/storage';
import { messageActivity } from '../../support/activities';
import { type ChannelServer, startChannel } from '../../support/channel-server';
import { post, type RunningApp, startApp } from '../../support/running-app';

jest.setTimeout(30_000);

const { phrases } = loadContent();
const START = sayPhrase(phrases, 'choice-screening');
const AGREE = sayPhrase(phrases, 'choice-agree');

let app: RunningApp;
let channel: ChannelServer;
let victim: ChannelServer;
const folder = mkdtempSync(join(tmpdir(), 'connector-'));
const STATE_URL = `file:${join(folder, 'state.db')}`;
const lines: string[] = [];

beforeAll(async () => {
  channel = await startChannel();
  victim = await startChannel('127.0.0.2');
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  app = await startApp({ STATE_URL, CLINIC_BOOKING_URL: 'https://clinic.example/book' }, { log });
});
afterAll(async () => {
  await app.stop();
  await Promise.all([channel.stop(), victim.stop()]);
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  channel.behave('take');
  channel.received.length = 0;
  victim.received.length = 0;
});

/** Says something in a conversation whose replies go to the channel; the HTTP status. */
async function say(conversation: string, text: string, more: Record<string, unknown> = {}): Promise<number> {
  const { deliveryMode: _none, ...activity } = messageActivity({
    conversation: { id: conversation },
    text,
    serviceUrl: channel.url,
  });
  return (await post(app, { ...activity, ...more })).status;
}

const sentTexts = () => channel.received.filter(({ type }) => type === 'message').map(({ text }) => String(text));
const questionNow = () =>
  (channel.received.findLast(({ type }) => type === 'trace')?.value as { question: string } | undefined)?.question;

async function reachSecondQuestion(conversation: string): Promise<string | undefined> {
  for (const text of ['hello', START, AGREE, '34']) await say(conversation, text);
  return questionNow();
}

test('the channel receives the reply, as a reply to that message', async () => {
  expect(await say('plain', 'hello', { id: 'the/one?a' })).toBe(200);
  expect(sentTexts()[0]).toMatch(/\w{3}/);
  expect(channel.received[0]).toMatchObject({
    conversation: { id: 'plain' },
    recipient: { id: 'patient' },
    from: { id: 'bot' },
  });
  expect(channel.requests).toContain('POST /v3/conversations/plain/activities/the%2Fone%3Fa');
});

test('when the reply arrives, the state that it speaks of is on the disk already', async () => {
  const other = createStorage(STATE_URL);
  const stored: unknown[] = [];
  channel.behave(async () => void stored.push((await other.read(['emulator/durable']))['emulator/durable']));
  await say('durable', 'hello');
  expect(stored[0]).toMatchObject({ state: { greeted: true, turn: 1, delivered: false } });
  await other.close();
});

test.each(['fail', 'hang-up'] as const)(
  'when the channel does %s, the answer is kept, and the next message meets the open question again',
  async (behaviour) => {
    const conversation = `channel-${behaviour}`;
    const second = await reachSecondQuestion(conversation);
    channel.behave(behaviour);
    lines.length = 0;
    expect(await say(conversation, 'no')).toBe(200);
    expect(lines.map((line) => JSON.parse(line) as { event: string }).map(({ event }) => event)).toContain(
      'turn-failed',
    );

    channel.behave('take');
    await say(conversation, 'yes');
    const third = questionNow();
    expect(third).not.toBe(second);
    const store = createStorage(STATE_URL);
    const item = (await store.read([`emulator/${conversation}`]))[`emulator/${conversation}`] as {
      state: { screening: { answers: object } };
    };
    expect(item.state.screening.answers).toEqual({ age: 34, [String(second)]: 'no' });
    await store.close();
  },
);

test('a reply that failed is answered when the channel sends the message again', async () => {
  const activity = { id: 'again', timestamp: '2026-01-05T00:00:00Z' };
  channel.behave('fail');
  await say('resent', 'hello', activity);
  channel.behave('take');
  await say('resent', 'hello', activity);
  expect(sentTexts()).toHaveLength(1);
  await say('resent', 'hello', activity);
  expect(sentTexts()).toHaveLength(1);
});

test('a channel that stays silent is given up, and its redirects are not followed', async () => {
  const client = limitConnector(new ConnectorClient(new MicrosoftAppCredentials('', ''), { baseUri: channel.url }), {
    sendWithinMilliseconds: 100,
    isAllowed: (url) => url.startsWith(channel.url),
  });
  const send = () => client.conversations.sendToConversation('a', { type: 'message' });
  const count = channel.requests.length;
  channel.behave('stay-silent');
  await expect(send()).rejects.toThrow();
  expect(channel.requests.length - count).toBe(1);
  channel.behave({ redirectTo: `${victim.url}/steal` });
  await expect(send()).rejects.toThrow();
  const elsewhere = limitConnector(new ConnectorClient(new MicrosoftAppCredentials('', ''), { baseUri: victim.url }), {
    isAllowed: () => false,
  });
  await expect(elsewhere.conversations.sendToConversation('a', {})).rejects.toThrow('may not be sent');
  expect(victim.requests).toEqual([]);
});

test('a redirect of the channel leads the bot nowhere', async () => {
  channel.behave({ redirectTo: `${victim.url}/steal` });
  expect(await say('redirected', 'hello')).toBe(200);
  expect(victim.requests).toEqual([]);
});

test.each([
  'http://10.0.0.1',
  'https://x.example',
  'http://169.254.169.254/latest',
  'http://127.0.0.1.x.example',
  'http://localhost.x.example',
  'http://x.example#@127.0.0.1',
  'http://127.0.0.1@x.example',
  'http://user:pass@127.0.0.1',
  'http://[::ffff:10.0.0.1]',
  'http://0.0.0.0',
  'http://[::]',
  'file:///etc/passwd',
  'ftp://127.0.0.1',
  'javascript:alert(1)',
  '//127.0.0.1',
  '127.0.0.1',
  '',
  ' ',
])('a reply to %s is refused with 403', async (serviceUrl) => {
  expect(await say('foreign', 'hello', { serviceUrl })).toBe(403);
});

test('other spellings of loopback, and none at all, send nothing to anybody else', async () => {
  expect(await say('foreign', 'hello', { serviceUrl: undefined })).toBe(403);
  // A reply that travels in the response needs no address, and uses none.
  expect(await say('foreign', 'hello', { serviceUrl: victim.url, deliveryMode: 'expectReplies' })).toBe(200);
  expect(victim.requests).toEqual([]);
});

test('the path of a conversation or an activity cannot climb out of the channel’s', async () => {
  for (const id of ['../../steal', '..%2f..%2fsteal', 'a?b#c', 'a\r\nX: y', '\ud800'])
    expect(await say(id, 'hello', { id })).toBe(200);
  expect(
    channel.requests.filter((request) => !/^POST \/v3\/conversations\/[^/?]+\/activities(\/[^/?]+)?$/.test(request)),
  ).toEqual([]);
});

test('a trace is sent on the emulator channel alone', async () => {
  await say('traced', 'hello');
  expect(channel.received.map(({ type }) => type)).toContain('trace');
  channel.received.length = 0;
  for (const channelId of ['msteams', 'webchat', 'directline', 'sms', 'Emulator', 'emulator '])
    await say('untraced', 'hello', { channelId });
  expect(channel.received.map(({ type }) => type)).not.toContain('trace');
  expect(JSON.stringify(channel.received)).not.toContain('preconsult');
});
