// The client that Web Chat speaks through, unmodified, against the real app.

import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { loadContent } from '../../../knowledge';
import { type Line, startLine } from '../../support/line';
import { saysPhrase } from '../../support/phrase-matcher';
import { type RunningApp, startApp } from '../../support/running-app';
import {
  askToken,
  type ChatActivity,
  type ChatClient,
  ConnectionStatus,
  isFromBot,
  openChat,
} from '../../support/web-chat-client';

const content = loadContent();
/** It waits 3 to 15 seconds before it comes back, by its own chance: this makes it no time. */
const IMPATIENT = { random: () => -0.25 };
const MINUTE = 60_000;

let app: RunningApp;
let line: Line;
let later = 0;
const chats: ChatClient[] = [];

beforeAll(async () => {
  const now = (): Date => new Date(Date.now() + later);
  app = await startApp({ PORT: String(await freePort()) }, { now });
  line = await startLine(app);
});
afterEach(() => {
  later = 0;
  for (const chat of chats.splice(0)) chat.end();
});
afterAll(async () => {
  await line.close();
  await app.stop();
});

const open = (options: object): ChatClient => {
  const chat = openChat(options);
  chats.push(chat);
  return chat;
};
const isReplyTo = (id: string) => (activity: ChatActivity) => isFromBot(activity) && activity.replyToId === id;
const textsOf = ({ heard }: ChatClient): (string | undefined)[] => heard.map(({ text }) => text);

test('a patient is welcomed, hears their own words before the reply, and the reply names them', async () => {
  const { token, domain, conversationId } = await askToken(app);
  const chat = open({ token, domain });
  const welcome = await chat.hear(isFromBot);
  expect(saysPhrase(content, welcome.text ?? '', 'welcome')).toBe(true);

  const channelData = { clientActivityID: 'one', 'some:thing': [1, { deep: null }] };
  const id = await chat.say('Does microneedling hurt?', { channelData });
  const reply = await chat.hear(isReplyTo(id));
  expect(saysPhrase(content, reply.text ?? '', 'answer')).toBe(true);
  const echo = chat.heard.find((activity) => activity.id === id);
  expect(echo).toMatchObject({ text: 'Does microneedling hurt?', from: { role: 'user' }, channelData });
  expect(chat.heard.indexOf(echo as never)).toBeLessThan(chat.heard.indexOf(reply));
  expect(chat.heard.every(({ conversation }) => conversation?.id === conversationId)).toBe(true);
  const times = chat.heard.map(({ timestamp }) => timestamp);
  expect(times).toEqual([...new Set(times)].sort());
});

test('by polling alone the same is heard', async () => {
  const { token, domain } = await askToken(app);
  const chat = open({ token, domain, webSocket: false, pollingInterval: 200 });
  await chat.hear(isFromBot);
  const id = await chat.say('Does microneedling hurt?');
  await chat.hear(isReplyTo(id));
  const ids = chat.heard.map((activity) => activity.id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids.indexOf(id)).toBe(1);
});

test('a line that is cut, again and again, loses nothing and doubles nothing', async () => {
  const { token, domain } = await askToken(line);
  const chat = open({ token, domain, ...IMPATIENT });
  await chat.hear(isFromBot);
  const other = open({ ...(await askToken(app)), conversationId: undefined });
  await other.hear(isFromBot);
  for (const question of ['Does microneedling hurt?', 'help', 'my questions']) {
    line.cut();
    const id = await chat.say(question);
    expect(id).not.toBe('retry');
    await chat.hear(isReplyTo(id));
  }
  const ids = chat.heard.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  const whole = open({ token, domain, conversationId: chat.line['conversationId' as never], watermark: '0' });
  await whole.hear(({ id }) => id === ids.at(-1));
  expect(textsOf(chat)).toEqual(textsOf(whole));
  expect(other.states.at(-1)).toBe(ConnectionStatus.Online);
});

test('a page that is loaded anew, and a second tab, hear all that was said, and then the same', async () => {
  const { token, domain, conversationId } = await askToken(app);
  const first = open({ token, domain });
  const id = await first.say('Does microneedling hurt?');
  const reply = await first.hear(isReplyTo(id));
  const second = open({ token, domain, conversationId, watermark: '0' });
  await second.hear((activity) => activity.id === reply.id);
  expect(textsOf(second)).toEqual(textsOf(first));

  const next = await second.say('help');
  const last = await second.hear(isReplyTo(next));
  await first.hear((activity) => activity.id === last.id);
  expect(second.heard.map((activity) => activity.id)).toEqual(first.heard.map((activity) => activity.id));
  expect(first.heard.filter((activity) => saysPhrase(content, activity.text ?? '', 'welcome'))).toHaveLength(1);
});

test('a service that is started anew in the middle goes on with the open question', async () => {
  const { token, domain } = await askToken(line);
  const chat = open({ token, domain, ...IMPATIENT, timeout: 1000 });
  const welcome = await chat.hear(isFromBot);
  const asked = await chat.hear(isReplyTo(await chat.say(welcome.suggestedActions?.actions[1]?.title ?? '')));
  await app.restart();
  line.cut();
  const agreed = asked.suggestedActions?.actions[0]?.title ?? '';
  const id = await chat.say(agreed);
  const next = await chat.hear(isReplyTo(id));
  expect(next.text).toContain(content.screening.questions[0]?.ask);
  const ids = chat.heard.map((activity) => activity.id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(chat.heard[0]?.id).toBe(welcome.id);
});

test('a token that is refreshed outlives its half hour, in the same conversation', async () => {
  const restore = hurry(15 * MINUTE);
  const { token, domain, conversationId } = await askToken(app);
  const chat = open({ token, domain });
  await chat.hear(isFromBot);
  later = 20 * MINUTE;
  await chat.refreshed(token);
  await chat.refreshed(chat.token());
  restore();
  later = 40 * MINUTE;
  const id = await chat.say('help');
  expect(id).toMatch(new RegExp(`^${conversationId}`));
  await chat.hear(isReplyTo(id));
  expect(chat.states.at(-1)).toBe(ConnectionStatus.Online);
});

test('a token that has expired is told as expired, by a post and by a poll, and nothing of the post is kept', async () => {
  const { token, domain, conversationId } = await askToken(app);
  const [talking, polling] = [open({ token, domain }), open({ token, domain, webSocket: false, pollingInterval: 200 })];
  await Promise.all([talking.hear(isFromBot), polling.hear(isFromBot)]);
  // What the two were given at the start.
  const tokens = [talking.token(), polling.token()];
  later = 31 * MINUTE;
  await polling.reach(ConnectionStatus.ExpiredToken);
  expect(await talking.say('too late')).toBe('retry');
  expect(talking.states.at(-1)).toBe(ConnectionStatus.ExpiredToken);
  later = 0;
  const again = open({ token: tokens[0], domain, conversationId, watermark: '0' });
  await again.hear(isFromBot);
  await again.hear(isReplyTo(await again.say('help')));
  expect(textsOf(again)).not.toContain('too late');
});

test('a conversation that was erased is told as ended', async () => {
  const { token, domain, conversationId } = await askToken(app);
  const [streaming, polling] = [
    open({ token, domain, ...IMPATIENT }),
    open({ token, domain, webSocket: false, pollingInterval: 200 }),
  ];
  await Promise.all([streaming.hear(isFromBot), polling.hear(isFromBot)]);
  const erased = await fetch(`${domain}/conversations/${conversationId}`, {
    method: 'DELETE',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(erased.status).toBe(204);
  await polling.reach(ConnectionStatus.Ended);
  await streaming.failed;
});

/** Makes intervals of this length short, until the function that it gives is called. */
function hurry(milliseconds: number): () => void {
  const real = globalThis.setInterval;
  const spy = jest
    .spyOn(globalThis, 'setInterval')
    .mockImplementation(((work: () => void, time?: number) =>
      real(work, time === milliseconds ? 20 : time)) as typeof setInterval);
  return () => spy.mockRestore();
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}
