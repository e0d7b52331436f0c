// What is said has one effect, however often it comes, wherever the service was killed; and what is forgotten is gone.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { loadContent } from '../../../knowledge';
import { createLog } from '../../../src/log';
import { createSqliteStorage } from '../../../src/state/sqlite-storage';
import { saysPhrase } from '../../support/phrase-matcher';
import { type RunningApp, startApp } from '../../support/running-app';
import { ask, createVisitor, openRawStream, openStream, type Visitor } from '../../support/visitor';
import { type ChatActivity, isFromBot } from '../../support/web-chat-client';

const content = loadContent();
const folder = mkdtempSync(join(tmpdir(), 'conversations-'));
const file = join(folder, 'state.db');
const written: string[] = [];
let app: RunningApp;

beforeAll(async () => {
  const log = createLog('debug', { write: (line: string) => void written.push(line) });
  app = await startApp({ STATE_URL: `file:${file}`, RETENTION_DAYS: '3' }, { log });
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

const keyOf = ({ conversationId }: Visitor): string => `webchat/${conversationId}`;
const userSays = (said: readonly ChatActivity[]) => said.filter((activity) => !isFromBot(activity));
const repliesTo = (said: readonly ChatActivity[], id: unknown) => said.filter(({ replyToId }) => replyToId === id);
const onDisk = (): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join();
const question = 'Does microneedling hurt?';

describe('a message that comes again', () => {
  test('with the same client id has one effect and the same id: one after the other, and all at once', async () => {
    const visitor = await createVisitor(app);
    const together = await Promise.all(Array.from({ length: 5 }, () => visitor.say(question, 'one')));
    const after = await visitor.say(question, 'one');
    const ids = [...together, after].map(({ status, body }) => [status, body.id]);
    expect(new Set(ids.map(String)).size).toBe(1);
    expect(ids[0]).toEqual([200, expect.any(String)]);
    const said = await visitor.history();
    expect(userSays(said)).toHaveLength(1);
    expect(repliesTo(said, after.body.id)).toHaveLength(1);
  });

  test('by hand, under a new id beside the first one, has one effect too, however often', async () => {
    const visitor = await createVisitor(app);
    const first = await visitor.say(question, 'first');
    for (const clientActivityID of ['second', 'third']) {
      const channelData = { clientActivityID, retryOf: 'first' };
      expect(await visitor.post({ type: 'message', text: question, channelData })).toMatchObject({
        status: 200,
        body: { id: first.body.id },
      });
    }
    expect(userSays(await visitor.history())).toHaveLength(1);
    // Also where the first try never came.
    const channelData = { clientActivityID: 'fifth', retryOf: 'fourth' };
    await visitor.post({ type: 'message', text: question, channelData });
    await visitor.post({ type: 'message', text: question, channelData: { ...channelData, clientActivityID: 'sixth' } });
    expect(userSays(await visitor.history())).toHaveLength(2);
  });

  test('by another id, or by none, is said twice', async () => {
    const visitor = await createVisitor(app);
    await visitor.say(question, 'one');
    await visitor.say(question, 'two');
    await visitor.say(question);
    await visitor.say(question);
    expect(userSays(await visitor.history())).toHaveLength(4);
  });

  test('long after, with others in between, it still has one effect', async () => {
    const visitor = await createVisitor(app);
    const { body } = await visitor.say(question, 'first');
    for (let count = 0; count < 12; count++) await visitor.say('my questions', `other-${count}`);
    const before = await visitor.history();
    expect((await visitor.say(question, 'first')).body).toEqual(body);
    expect(await visitor.history()).toEqual(before);
  });

  test('answers in the screening are counted once when a button is tapped twice', async () => {
    const visitor = await createVisitor(app);
    await visitor.say('check if I should wait', 'a');
    await visitor.say('yes', 'b');
    await Promise.all([visitor.say('34', 'c'), visitor.say('34', 'c')]);
    const said = await visitor.history();
    expect(said.at(-1)?.text).toContain(content.screening.questions[1]?.ask);
  });

  test('many at once are answered in the order of their coming; more than can wait are told so, and none is lost', async () => {
    const visitor = await createVisitor(app);
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => visitor.say(question, `many-${index}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    const said = await visitor.history();
    expect(userSays(said)).toHaveLength(30);
    const busy = said.filter(({ text }) => saysPhrase(content, text ?? '', 'busy'));
    const first = answers.map(({ body }) => said.findIndex((activity) => activity.replyToId === body.id));
    expect(first.every((place) => place > 0)).toBe(true);
    expect(busy.length).toBeLessThan(30);
  });
});

describe('a service that was killed', () => {
  test('between the echo and the turn: the message that comes again has its turn, and one echo', async () => {
    const visitor = await createVisitor(app);
    const storage = createSqliteStorage(file);
    const activity = {
      ...{ type: 'message', text: question, channelData: { clientActivityID: 'one' }, channelId: 'webchat' },
      ...{ conversation: { id: visitor.conversationId }, from: { id: 'dl_x', role: 'user' } },
      recipient: { id: 'bot', role: 'bot' },
    };
    const posted = await storage.log.post(keyOf(visitor), activity, 'one');
    await storage.close();
    const { status, body } = await visitor.say(question, 'one');
    expect([status, body.id]).toEqual([200, `${visitor.conversationId}|${posted?.entry.at}`]);
    const said = await visitor.history();
    expect(userSays(said)).toHaveLength(1);
    expect(repliesTo(said, body.id)).toHaveLength(1);
  });

  test('between the turn and the note that it was run: the message that comes again has no second turn', async () => {
    const visitor = await createVisitor(app);
    await visitor.say(question, 'one');
    const before = await visitor.history();
    const other = new Database(file);
    other.exec(`UPDATE activities SET handled = 0 WHERE conversation = '${JSON.stringify(keyOf(visitor))}'`);
    other.close();
    await visitor.say(question, 'one');
    expect(await visitor.history()).toEqual(before);
  });

  test('between the beginning and the welcome: the start that comes again welcomes', async () => {
    const visitor = await createVisitor(app);
    await ask(app, `/conversations/${visitor.conversationId}`, { method: 'DELETE', token: visitor.token });
    const storage = createSqliteStorage(file);
    await storage.log.begin(keyOf(visitor));
    await storage.close();
    const start = await ask(app, '/conversations', { method: 'POST', token: visitor.token, body: {} });
    expect(start.status).toBe(200);
    expect((await visitor.history()).map(isFromBot)).toEqual([true]);
  });
});

describe('forgetting', () => {
  test('"delete my data" takes all that was said out of the store and its files, and the chat goes on', async () => {
    const visitor = await createVisitor(app);
    await visitor.say('Is there anything about my purple-needle-rash?', 'one');
    await visitor.say('check if I should wait', 'two');
    await visitor.say('yes', 'three');
    expect(onDisk()).toContain('purple-needle-rash');
    const stream = await openStream(await visitor.newStreamUrl(String((await visitor.poll()).body.watermark)));
    const { body } = await visitor.say('delete my data', 'four');
    const said = await visitor.history();
    expect(said.map(isFromBot)).not.toContain(false);
    expect(said.every((activity) => activity.replyToId === body.id)).toBe(true);
    expect(said.some(({ text }) => saysPhrase(content, text ?? '', 'deleted'))).toBe(true);
    expect(onDisk()).not.toContain('purple-needle-rash');

    // Sent again it is deleted no second time, and gives the same id.
    expect((await visitor.say('delete my data', 'four')).body).toEqual(body);
    expect(await visitor.history()).toEqual(said);
    const next = await visitor.say(question, 'five');
    await stream.hear(String((await visitor.history()).at(-1)?.id));
    expect(userSays(await visitor.history()).map(({ id }) => id)).toEqual([next.body.id]);
    stream.socket.close();
  });

  test('a conversation that its page erases is gone with its state, its streams end, and other requests find nothing', async () => {
    const visitor = await createVisitor(app);
    await visitor.say('Is there anything about my green-needle-rash?');
    const stream = await openStream(visitor.streamUrl);
    await stream.hear('green-needle-rash');
    const path = `/conversations/${visitor.conversationId}`;
    const erased = await ask(app, path, { method: 'DELETE', token: visitor.token });
    expect(erased.status).toBe(204);
    expect(await stream.closed).toBe(1001);
    expect(onDisk()).not.toMatch(/green-needle-rash/);
    const statuses = [await visitor.poll(), await visitor.say('x'), await ask(app, path, { token: visitor.token })];
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await ask(app, path, { method: 'DELETE', token: visitor.token })).status).toBe(204);
  });

  test('an erasure among messages leaves nothing behind that came before it, and no half of a turn', async () => {
    const visitor = await createVisitor(app);
    const path = `/conversations/${visitor.conversationId}`;
    const sent = [
      ...Array.from({ length: 6 }, (_, index) => visitor.say(`yellow-needle-rash ${index}`, `a-${index}`)),
      ask(app, path, { method: 'DELETE', token: visitor.token }),
      ...Array.from({ length: 6 }, (_, index) => visitor.say(`yellow-needle-rash ${index}`, `b-${index}`)),
    ];
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    for (const status of statuses) expect([200, 204, 404]).toContain(status);
    expect((await visitor.poll()).status).toBe(404);
    expect(onDisk()).not.toMatch(/yellow-needle-rash/);
    const storage = createSqliteStorage(file);
    expect(await storage.read([keyOf(visitor)])).toEqual({});
    await storage.close();
  });
});

test('the log of the service holds no token, no ticket, no pass, no word and no address of a stream', async () => {
  const visitor = await createVisitor(app);
  const stream = await openStream(visitor.streamUrl);
  await visitor.say('About my red-needle-rash?');
  await ask(app, `/conversations/${visitor.conversationId}/activities?watermark=red-needle-rash`, { token: 'x' });
  await visitor.post({ type: 'red-needle-rash' });
  stream.socket.close();
  const { token, pass, conversationId, streamUrl } = visitor;
  const all = written.join('');
  expect(all).toContain('"event":"turn"');
  for (const secret of [token, pass, conversationId, streamUrl, streamUrl.split('?')[1], 'needle-rash', 'dl_'])
    expect(all).not.toContain(secret);
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  expect(metrics).toMatch(/preconsult_web_chat_conversations_total [1-9]/);
  expect(metrics).toMatch(/preconsult_web_chat_refusals_total\{code="TokenInvalid"\} [1-9]/);
  expect(metrics).not.toMatch(/needle|dl_|10\.0\./);
});

// The last one, as it starts the service anew.
test('stopping closes every stream with 1001, after the reply at hand; tokens and what was said outlive it, tickets and old chats do not', async () => {
  const visitor = await createVisitor(app);
  const stream = await openStream(visitor.streamUrl);
  const silent = await openRawStream(await visitor.newStreamUrl());
  silent.socket.pause();
  const ticket = await visitor.newStreamUrl();
  const [quiet, quietFor2, spokenFor2, spokenFor4] = await Promise.all(
    Array.from({ length: 4 }, () => createVisitor(app)),
  );
  await spokenFor2?.say('Is it white-needle-rash?');
  await spokenFor4?.say('Is it blue-needle-rash?');
  age(quietFor2, 2);
  age(spokenFor2, 2);
  age(spokenFor4, 4);

  const reply = visitor.say(question, 'last');
  await stream.hear('last');
  const restarted = app.restart();
  expect(await stream.closed).toBe(1001);
  const { status, body } = await reply;
  expect(status).toBe(200);
  silent.socket.resume();
  await Promise.all([restarted, silent.closed]);
  expect(stream.frames.join('')).toContain(`"replyToId":"${body.id}"`);

  expect((await visitor.history()).map(({ text }) => text)).toContain(question);
  await expect(openStream(ticket.replace(/:\d+/, `:${new URL(app.url).port}`))).rejects.toThrow('HTTP 403');
  const again = await openStream(await visitor.newStreamUrl());
  await again.hear(question);
  again.socket.close();
  const statuses = await Promise.all([quiet, quietFor2, spokenFor2, spokenFor4].map((one) => one?.poll()));
  expect(statuses.map((answer) => answer?.status)).toEqual([200, 404, 200, 404]);
  expect(onDisk()).toContain('white-needle-rash');
  expect(onDisk()).not.toContain('blue-needle-rash');
}, 60_000);

/** Makes a conversation, and its state, older by so many days. */
function age(visitor: Visitor | undefined, days: number): void {
  const other = new Database(file);
  const key = JSON.stringify(visitor && keyOf(visitor));
  for (const table of ['conversations', 'items'])
    other.prepare(`UPDATE ${table} SET updated_at = updated_at - ? WHERE key = ?`).run(days * 86_400_000, key);
  other.close();
}

describe('a pass', () => {
  const erase = (pass: string): Promise<number> =>
    fetch(`${app.url}/api/summary`, { method: 'DELETE', headers: { authorization: `Bearer ${pass}` } }).then(
      ({ status }) => status,
    );
  const goOn = async (pass: unknown): Promise<{ status: number; body: Record<string, string> }> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${app.url}/api/directline/token`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ pass }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  };

  test('is good for a new token of the same conversation and the same patient', async () => {
    const visitor = await createVisitor(app);
    await visitor.say(question);
    const { status, body } = await goOn(visitor.pass);
    expect([status, body.conversationId]).toEqual([200, visitor.conversationId]);
    const { token } = body;
    const path = `/conversations/${visitor.conversationId}/activities`;
    await ask(app, path, { method: 'POST', token, body: { type: 'message', text: question } });
    const said = userSays(await visitor.history());
    expect(new Set(said.map(({ from }) => from.id)).size).toBe(1);
    expect(said).toHaveLength(2);
  });

  test('deletes its conversation, once and again, and is good for no token of it any more', async () => {
    const [visitor, other] = await Promise.all([createVisitor(app), createVisitor(app)]);
    await visitor.say('zanzibar purple giraffe');
    expect([await erase(visitor.pass), await erase(visitor.pass)]).toEqual([204, 204]);
    expect((await visitor.poll()).status).toBe(404);
    expect((await goOn(visitor.pass)).status).toBe(404);
    expect(onDisk()).not.toContain('giraffe');
    expect((await other.poll()).status).toBe(200);
  });

  test('that is none, or something else of ours, opens nothing', async () => {
    const { token, pass } = await createVisitor(app);
    for (const wrong of ['', 'x.y.z', token, `${pass}x`]) {
      expect(await erase(wrong)).toBe(403);
      expect((await goOn(wrong)).status).toBe(403);
    }
    for (const wrong of [1, null, {}, 'x'.repeat(3000)]) expect((await goOn(wrong)).status).toBe(400);
  });
});
