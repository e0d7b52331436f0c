// Visitors who mean no good, over real sockets: each is refused clearly, and somebody else chats on meanwhile.
import { randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { WebSocket } from 'ws';
import { rawRequest, sendRaw } from '../../support/raw-request';
import { type RunningApp, startApp } from '../../support/running-app';
import { ask, createVisitor, openRawStream, openStream, type Visitor } from '../../support/visitor';
import { askToken, isFromBot } from '../../support/web-chat-client';

const HEARTBEAT = 1_000;
const STREAMS = { inAll: 120, byAddress: 40, byConversation: 3, heartbeatMilliseconds: HEARTBEAT };
const RATES = {
  token: { byAddress: 30, inAll: 1_000 },
  start: { byAddress: 30, inAll: 1_000 },
  post: { byAddress: 60, inAll: 1_000 },
};

let app: RunningApp;
let later = 0;
let addresses = 0;
let other: Visitor;

/** The header by which the one proxy that is trusted tells where a request comes from. */
const from = (address: string) => ({ 'x-forwarded-for': address });
const newAddress = (): string => `10.0.${addresses >> 8}.${addresses++ & 255}`;
const newVisitor = (): Promise<Visitor> => createVisitor(app, from(newAddress()));
const codeOf = (body: Record<string, unknown>) => (body.error as { readonly code: string } | undefined)?.code;

beforeAll(async () => {
  const now = (): Date => new Date(Date.now() + later);
  app = await startApp({ TRUSTED_PROXIES: '1' }, { now, webChatLimits: { streams: STREAMS, rates: RATES } });
});
beforeEach(async () => {
  other = await newVisitor();
});
afterEach(async () => {
  later = 0;
  // Whatever went on, somebody else is answered.
  const stream = await openStream(await other.newStreamUrl());
  expect((await other.say('help')).status).toBe(200);
  const said = await other.history();
  expect(said.map(isFromBot).slice(0, 3)).toEqual([true, false, true]);
  await stream.hear(String(said.at(-1)?.id));
  stream.socket.close();
  await stream.closed;
});
afterAll(() => app.stop());

describe('tokens', () => {
  test('a token that is signed by nobody, by another key or for another use is refused', async () => {
    const { token, pass, conversationId, streamUrl } = await newVisitor();
    const ticket = new URL(streamUrl).searchParams.get('t') ?? '';
    const claims = jwt.decode(token) as Record<string, unknown>;
    const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${token.split('.')[1]}.`;
    const forged = [
      none,
      jwt.sign(claims, 'secret'),
      jwt.sign(claims, randomBytes(32), { algorithm: 'HS512' }),
      jwt.sign({ ...claims, exp: 9e9 }, ''.padEnd(32, '\0')),
      pass,
      ticket,
      `${token}x`,
      token.replace('.', '..'),
    ];
    for (const shown of forged) {
      const { status, body } = await ask(app, `/conversations/${conversationId}/activities`, { token: shown });
      expect([status, codeOf(body)]).toEqual([403, 'TokenInvalid']);
    }
    for (const shown of ['', 'a b', `${token} ${token}`]) {
      const { status } = await ask(app, `/conversations/${conversationId}/activities`, { token: shown });
      expect(status).toBe(401);
    }
  });

  test('a stream opens once by its ticket, within a minute, for its conversation, and by no token', async () => {
    const visitor = await newVisitor();
    const opened = await openStream(visitor.streamUrl);
    await expect(openStream(visitor.streamUrl)).rejects.toThrow('HTTP 403');
    const stale = await visitor.newStreamUrl();
    later = 61_000;
    await expect(openStream(stale)).rejects.toThrow('HTTP 403');
    later = 0;
    const foreign = (await visitor.newStreamUrl()).replace(visitor.conversationId, other.conversationId);
    await expect(openStream(foreign)).rejects.toThrow('HTTP 403');
    const base = visitor.streamUrl.split('?')[0];
    for (const query of ['', '?t=', '?t=x', `?t=${visitor.token}`, `?t=${visitor.pass}`, '?t[]=x', '?t=%ff'])
      await expect(openStream(`${base}${query}`)).rejects.toThrow('HTTP 403');
    opened.socket.close();
  });

  test('a ticket that is shown twice at the same time opens one stream', async () => {
    const { streamUrl } = await newVisitor();
    const opened = await Promise.allSettled([openStream(streamUrl), openStream(streamUrl), openStream(streamUrl)]);
    expect(opened.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const one of opened) if (one.status === 'fulfilled') one.value.socket.close();
  });
});

describe('activities', () => {
  test('only messages, events and typing are taken', async () => {
    const visitor = await newVisitor();
    for (const type of [
      'conversationUpdate',
      'invoke',
      'endOfConversation',
      'trace',
      'installationUpdate',
      'handoff',
      '',
      1,
      null,
    ])
      expect([type, (await visitor.post({ type, text: 'x' })).status]).toEqual([type, 400]);
    for (const body of [
      '[]',
      'null',
      '"x"',
      '1',
      '{}',
      '{"type":"message","text":1}',
      '{"type":"message","text":{"a":1}}',
    ])
      expect([body, (await visitor.post({}, { body })).status]).toEqual([body, 400]);
    expect(await visitor.history()).toHaveLength(1);
  });

  test('typing is taken and kept nowhere', async () => {
    const visitor = await newVisitor();
    const { status, body } = await visitor.post({ type: 'typing' });
    expect([status, typeof body.id]).toEqual([200, 'string']);
    expect(await visitor.history()).toHaveLength(1);
  });

  test('who says it, when and where, is never what the activity claims', async () => {
    const visitor = await newVisitor();
    const { status } = await visitor.post({
      type: 'message',
      text: 'help',
      id: 'mine',
      timestamp: '1999-01-01T00:00:00Z',
      channelId: 'emulator',
      serviceUrl: 'http://127.0.0.1:1/',
      deliveryMode: 'expectReplies',
      replyToId: 'x',
      from: { id: 'bot', role: 'bot', name: 'Dr. Evil' },
      recipient: { id: 'somebody' },
      conversation: { id: other.conversationId, isGroup: true },
      membersAdded: [{ id: 'x' }],
      entities: [{ type: 'x' }],
    });
    expect(status).toBe(200);
    const [, echo, reply] = await visitor.history();
    expect(echo).toEqual({
      type: 'message',
      text: 'help',
      id: expect.stringContaining(visitor.conversationId),
      timestamp: expect.stringMatching(/^20[2-9]/),
      channelId: 'webchat',
      conversation: { id: visitor.conversationId },
      from: { id: expect.stringMatching(/^dl_/), role: 'user' },
      recipient: { id: 'bot', role: 'bot' },
    });
    expect(reply).toMatchObject({ replyToId: echo?.id, from: { id: 'bot' } });
    expect(await other.history()).toHaveLength(1);
  });

  test('channelData that is small comes back untouched; what is deep, wide or no object is refused', async () => {
    const visitor = await newVisitor();
    const channelData = { clientActivityID: 'x', 'webchat:a': { b: [1.5, null, true, 'é😀'] }, '': '' };
    await visitor.post({ type: 'message', text: 'help', channelData });
    expect((await visitor.history())[1]?.channelData).toEqual(channelData);
    const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const bombs = [
      nested(9),
      nested(5_000),
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      JSON.stringify(Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`k${index}`, 1]))),
      JSON.stringify({ a: 'x'.repeat(5_000) }),
      JSON.stringify({ a: Array(3_000).fill(0) }),
      '"text"',
      '[1]',
      '1e999999',
    ];
    for (const bomb of bombs) {
      for (const where of ['channelData', 'value']) {
        if (where === 'value' && /^("text"|\[1\]|1e999999)$/.test(bomb)) continue;
        const { status } = await visitor.post({}, { body: `{"type":"event","name":"x","${where}":${bomb}}` });
        expect([bomb.slice(0, 20), status]).toEqual([bomb.slice(0, 20), 400]);
      }
    }
    const polluted =
      '{"type":"message","text":"help","channelData":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}';
    expect((await visitor.post({}, { body: polluted })).status).toBe(200);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(JSON.stringify((await visitor.history()).slice(3))).not.toContain('polluted');
  });

  test('a client id that is none is none: the message is taken, each time', async () => {
    const visitor = await newVisitor();
    for (const clientActivityID of ['', 1, null, {}, ['x'], 'x'.repeat(201)])
      expect((await visitor.post({ type: 'event', name: 'x', channelData: { clientActivityID } })).status).toBe(200);
    expect(await visitor.history()).toHaveLength(7);
  });

  test('a body too large is 413, a text too long 400, one that is no JSON 415', async () => {
    const visitor = await newVisitor();
    expect((await visitor.post({ type: 'message', text: 'x'.repeat(40_000) })).status).toBe(413);
    expect((await visitor.post({ type: 'message', text: 'x'.repeat(8_001) })).status).toBe(400);
    expect((await visitor.post({}, { headers: { 'content-type': 'text/plain' }, body: '{}' })).status).toBe(415);
    expect(await visitor.history()).toHaveLength(1);
  });

  test('a conversation of very many words keeps the newest', async () => {
    const visitors = await Promise.all(Array.from({ length: 8 }, newVisitor));
    const [{ conversationId, token }] = visitors as [Visitor];
    for (let round = 0; round < 8; round++) {
      for (let index = 0; index < 55; index++) {
        const { status } = await ask(app, `/conversations/${conversationId}/activities`, {
          method: 'POST',
          token,
          headers: from(`10.9.9.${round}`),
          body: { type: 'event', name: `${round}-${index}`, value: 'x'.repeat(3_500) },
        });
        expect(status).toBe(200);
      }
    }
    const said = await (visitors[0] as Visitor).history();
    expect(JSON.stringify(said).length).toBeLessThan(1_100_000);
    expect(said.length).toBeGreaterThan(200);
    expect(said.length).toBeLessThan(400);
  }, 60_000);
});

describe('floods', () => {
  test('of tokens, starts and posts from one address are refused with the seconds to wait; other addresses are not', async () => {
    const headers = from(newAddress());
    const given = await askToken(app, headers);
    const { token } = given;
    const floods = [
      () =>
        fetch(`${app.url}/api/directline/token`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: '{}',
        }),
      () =>
        fetch(`${app.url}/v3/directline/conversations`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: '{}',
        }),
      () =>
        fetch(`${app.url}/v3/directline/conversations/${given.conversationId}/activities`, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: '{"type":"typing"}',
        }),
    ];
    for (const send of floods) {
      const answers: Response[] = [];
      for (let count = 0; count < 70; count++) answers.push(await send());
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThanOrEqual(9);
      expect(answers.at(-1)?.status).toBe(429);
      for (const { headers: told } of refused) expect(Number(told.get('retry-after'))).toBeGreaterThan(0);
    }
    // Reading is never limited.
    for (let count = 0; count < 100; count++) {
      const path = `/conversations/${given.conversationId}/activities`;
      expect((await ask(app, path, { token, headers })).status).toBe(200);
    }
    await newVisitor();
  });

  test('an address that the caller makes up is not believed: only what the trusted proxy added counts', async () => {
    const mine = newAddress();
    const statuses: number[] = [];
    for (let count = 0; count < 40; count++) {
      const { status } = await fetch(`${app.url}/api/directline/token`, {
        method: 'POST',
        headers: { ...from(`10.1.1.${count}, ${mine}`), 'content-type': 'application/json' },
        body: '{}',
      });
      statuses.push(status);
    }
    expect(statuses.filter((status) => status === 429)).toHaveLength(10);
  });
});

describe('streams', () => {
  test('of one conversation the newest three stay, and the oldest is closed', async () => {
    const visitor = await newVisitor();
    const streams = [];
    for (let count = 0; count < 5; count++) streams.push(await openStream(await visitor.newStreamUrl()));
    expect(await streams[0]?.closed).toBe(1008);
    expect(await streams[1]?.closed).toBe(1008);
    await visitor.say('help');
    const last = String((await visitor.history()).at(-1)?.id);
    await Promise.all(streams.slice(2).map((stream) => stream.hear(last)));
    for (const { socket } of streams) socket.close();
  });

  test('one address has a share, all have a number, and both come free again', async () => {
    const opened: WebSocket[] = [];
    const openFrom = async (address: string, count: number): Promise<string[]> => {
      const results: string[] = [];
      for (let index = 0; index < count; index++) {
        const visitor = await newVisitor();
        const result = await openStream(visitor.streamUrl, from(address)).then(
          ({ socket }) => {
            opened.push(socket);
            return 'open';
          },
          (error: Error) => error.message,
        );
        results.push(result);
      }
      return results;
    };
    const first = await openFrom('10.2.2.1', 45);
    expect(first.slice(0, 40)).toEqual(Array(40).fill('open'));
    expect(first.slice(40)).toEqual(Array(5).fill('HTTP 429'));
    await openFrom('10.2.2.2', 40);
    const last = await openFrom('10.2.2.3', 45);
    expect(last.slice(0, 40)).toEqual(Array(40).fill('open'));
    expect(new Set(last.slice(40))).toEqual(new Set(['HTTP 503']));
    const metrics = await (await fetch(`${app.url}/metrics`)).text();
    expect(metrics).toContain('preconsult_web_chat_streams 120');
    await Promise.all(
      opened.map(
        (socket) =>
          new Promise((resolve) => {
            socket.once('close', resolve);
            socket.close();
          }),
      ),
    );
    const again = await openStream((await newVisitor()).streamUrl, from('10.2.2.1'));
    again.socket.close();
  }, 60_000);

  test('a line on which nobody answers, and a reader who does not read, are cut; one that answers stays', async () => {
    const [dead, deaf, alive] = [await newVisitor(), await newVisitor(), await newVisitor()];
    const half = await openRawStream(dead.streamUrl);
    const idle = await openRawStream(deaf.streamUrl);
    idle.socket.pause();
    const stream = await openStream(alive.streamUrl);
    await half.closed;
    idle.socket.resume();
    await idle.closed;
    // By then there were heartbeats, which clients know as empty frames.
    expect(stream.frames).toContain('');
    expect(stream.socket.readyState).toBe(WebSocket.OPEN);
    stream.socket.close();
  });

  const masked = (first: number, payload: Buffer): Buffer =>
    Buffer.concat([Buffer.from([first, 0x80 | payload.length, 0, 0, 0, 0]), payload]);

  test.each([
    ['random bytes', Buffer.alloc(4096, '\u00ff\u0007\u0091', 'latin1')],
    ['a frame without a mask', Buffer.from([0x81, 0x01, 0x41])],
    ['a frame of 4 GB', Buffer.from([0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])],
    ['a text that is no UTF-8', masked(0x81, Buffer.from([0xff, 0xfe]))],
    ['a kind of frame that is none', masked(0x8b, Buffer.alloc(0))],
    ['reserved bits', masked(0xf1, Buffer.from('x'))],
    ['a long ping', Buffer.concat([Buffer.from([0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0]), Buffer.alloc(256)])],
    ['a close with a code that is none', masked(0x88, Buffer.from([0x00, 0x01]))],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['a flood of empty frames', Buffer.concat(Array(500).fill(masked(0x81, Buffer.alloc(0))))],
    ['a flood of pings', Buffer.concat(Array(500).fill(masked(0x89, Buffer.from('x'))))],
    ['fragments without end', Buffer.concat(Array(3_000).fill(masked(0x01, Buffer.from('x'))))],
  ])('%s ends the stream', async (_what, bytes) => {
    const stream = await openRawStream((await newVisitor()).streamUrl);
    stream.write(bytes);
    await stream.closed;
  });

  test('frames that say something are heard by nobody, and harm nothing', async () => {
    const visitor = await newVisitor();
    const stream = await openStream(visitor.streamUrl);
    for (const frame of ['', 'x', '{"type":"message","text":"help"}', '{}', Buffer.from([0, 255])])
      stream.socket.send(frame);
    await visitor.say('help');
    await stream.hear(String((await visitor.history()).at(-1)?.id));
    expect((await visitor.history()).filter((activity) => !isFromBot(activity))).toHaveLength(1);
    stream.socket.send('x'.repeat(2_000));
    expect(await stream.closed).toBe(1009);
  });

  test('a handshake that is none is answered and closed', async () => {
    const { streamUrl } = await newVisitor();
    const { pathname, search } = new URL(streamUrl);
    const upgrade = (headers: readonly string[], method = 'GET') =>
      rawRequest({ method, path: pathname + search, headers: ['Upgrade: websocket', ...headers] }).replace(
        'Connection: close',
        'Connection: Upgrade',
      );
    expect((await sendRaw(app.url, upgrade([]))).status).toBe(400);
    expect(
      (await sendRaw(app.url, upgrade(['Sec-WebSocket-Version: 99', 'Sec-WebSocket-Key: x'], 'GET'))).status,
    ).toBeGreaterThanOrEqual(400);
    expect((await sendRaw(app.url, upgrade([], 'POST'))).status).toBeGreaterThanOrEqual(400);
  });

  test('a stream that is asked for without an upgrade is nothing', async () => {
    const { streamUrl } = await newVisitor();
    expect((await fetch(streamUrl.replace(/^ws/, 'http'))).status).toBe(404);
  });

  test('a request with a body that asks for another protocol is answered as any other', async () => {
    const request = rawRequest({
      method: 'POST',
      path: '/api/directline/token',
      headers: ['Content-Type: application/json', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAAP__'],
      body: '{"locale":"en"}',
    }).replace('Connection: close', 'Connection: Upgrade, HTTP2-Settings, close');
    const { status, body } = await sendRaw(app.url, request);
    expect([status, Object.keys(JSON.parse(body))]).toEqual([200, expect.arrayContaining(['token'])]);
  });
});
