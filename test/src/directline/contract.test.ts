// Each request of Direct Line 3.0 as botframework-directlinejs makes it, with the answer that this client needs.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { rawRequest, sendRaw } from '../../support/raw-request';
import { type RunningApp, startApp } from '../../support/running-app';
import { ask, createVisitor, openStream } from '../../support/visitor';
import { askToken, type ChatActivity, isFromBot } from '../../support/web-chat-client';

const MINUTE = 60_000;
const SITE = 'https://www.clinic.example';

const folder = mkdtempSync(join(tmpdir(), 'contract-'));
const file = join(folder, 'state.db');
let app: RunningApp;
let later = 0;
beforeAll(async () => {
  const now = (): Date => new Date(Date.now() + later);
  app = await startApp({ WEB_CHAT_ORIGINS: SITE, STATE_URL: `file:${file}` }, { now });
});
afterEach(() => {
  later = 0;
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

describe('beginning', () => {
  test('a page gets a token, its conversation, and where to talk', async () => {
    const given = await askToken(app);
    expect(given).toEqual({
      token: expect.any(String),
      conversationId: expect.stringMatching(/^[\w-]{22}$/),
      expires_in: 1800,
      domain: `${app.url}/v3/directline`,
      pass: expect.any(String),
    });
    const claims = JSON.parse(Buffer.from(given.token.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({ conv: given.conversationId, user: expect.stringMatching(/^dl_[0-9a-f]{32}$/) });
    expect(claims.exp - claims.iat).toBe(1800);
  });

  test('a conversation begins with 201, and with 200 from then on; it welcomes once, and is told from its beginning', async () => {
    const { token, conversationId } = await askToken(app);
    const start = () => ask(app, '/conversations', { method: 'POST', token, body: { user: {}, locale: 'de-CH' } });
    const [first, second] = [await start(), await start()];
    expect([first.status, second.status]).toEqual([201, 200]);
    for (const { body } of [first, second]) {
      expect(body).toEqual({
        conversationId,
        token: expect.any(String),
        expires_in: 1800,
        streamUrl: expect.stringMatching(
          new RegExp(`^ws://localhost:\\d+/v3/directline/conversations/${conversationId}/stream\\?t=`),
        ),
      });
      const stream = await openStream(String(body.streamUrl));
      await stream.hear('"activities"');
      expect(JSON.parse(stream.frames[0] ?? '').activities).toHaveLength(1);
      stream.socket.close();
    }
  });

  test('starts at the same time are one conversation with one welcome', async () => {
    const { token, conversationId } = await askToken(app);
    const starts = await Promise.all(
      Array.from({ length: 5 }, () => ask(app, '/conversations', { method: 'POST', token, body: {} })),
    );
    expect(starts.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
    const { body } = await ask(app, `/conversations/${conversationId}/activities`, { token });
    expect(body.activities).toHaveLength(1);
  });

  test('a page that says hello by itself (webchat/join) is heard, and welcomed no second time', async () => {
    const visitor = await createVisitor(app);
    const { status } = await visitor.post({ type: 'event', name: 'webchat/join', value: { language: 'en-US' } });
    expect(status).toBe(200);
    const said = await visitor.history();
    expect(said.map(({ type }) => type)).toEqual(['message', 'event']);
  });
});

describe('who may', () => {
  const PATHS: readonly (readonly [method: string, path: string, body?: object])[] = [
    ['POST', '/conversations', {}],
    ['GET', '/conversations/ID?watermark=0'],
    ['GET', '/conversations/ID/activities?watermark='],
    ['POST', '/conversations/ID/activities', { type: 'message', text: 'x' }],
    ['POST', '/tokens/refresh'],
    ['DELETE', '/conversations/ID'],
  ];

  test('without a token 401, with one that has expired 403, with one that is none 403', async () => {
    const { token, conversationId } = await createVisitor(app);
    const [head, claims] = token.split('.');
    for (const [method, path, body] of PATHS) {
      const target = path.replace('ID', conversationId);
      const statusOf = async (shown: string | undefined) => {
        const { status, body: said } = await ask(app, target, { method, token: shown, ...(body ? { body } : {}) });
        return [status, (said.error as { code: string }).code];
      };
      expect([path, await statusOf(undefined)]).toEqual([path, [401, 'TokenMissing']]);
      expect([path, await statusOf('nonsense')]).toEqual([path, [403, 'TokenInvalid']]);
      expect([path, await statusOf(`${head}.${claims}.AAAA`)]).toEqual([path, [403, 'TokenInvalid']]);
      later = 31 * MINUTE;
      expect([path, await statusOf(token)]).toEqual([path, [403, 'TokenExpired']]);
      later = 0;
    }
  });

  test("another's conversation is 403, and its own that never began, or is gone, 404", async () => {
    const [mine, other] = [await createVisitor(app), await createVisitor(app)];
    const fresh = await askToken(app);
    for (const [method, path, body] of PATHS.filter(([, path]) => path.includes('ID'))) {
      const statusOf = async (token: string, id: string) =>
        (await ask(app, path.replace('ID', id), { method, token, ...(body ? { body } : {}) })).status;
      expect([path, await statusOf(mine.token, other.conversationId)]).toEqual([path, 403]);
      const known = method === 'DELETE' ? 204 : 404;
      expect([path, await statusOf(fresh.token, fresh.conversationId)]).toEqual([path, known]);
    }
    expect((await other.history()).length).toBe(1);
  });

  test('a token that is refreshed is for the same conversation and patient, and lasts longer', async () => {
    const { token, conversationId } = await createVisitor(app);
    later = 29 * MINUTE;
    const { status, body } = await ask(app, '/tokens/refresh', { method: 'POST', token });
    expect([status, body.conversationId, body.expires_in]).toEqual([200, conversationId, 1800]);
    later = 40 * MINUTE;
    const path = `/conversations/${conversationId}/activities`;
    expect((await ask(app, path, { token: String(body.token) })).status).toBe(200);
    expect((await ask(app, path, { token })).status).toBe(403);
    const userOf = (text: string) => JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString()).user;
    expect(userOf(String(body.token))).toBe(userOf(token));
  });
});

describe('reading', () => {
  test('a poll goes on from its watermark, which is a text that rises', async () => {
    const visitor = await createVisitor(app);
    const first = await visitor.poll();
    const watermark = String(first.body.watermark);
    expect(first.body).toEqual({ activities: [expect.objectContaining({ type: 'message' })], watermark });
    expect((await visitor.poll(watermark)).body).toEqual({ activities: [], watermark });
    await visitor.say('help');
    const next = await visitor.poll(watermark);
    expect((next.body.activities as ChatActivity[])[0]).toMatchObject({ text: 'help', from: { role: 'user' } });
    expect(Number(next.body.watermark)).toBeGreaterThan(Number(watermark));
    expect(typeof next.body.watermark).toBe('string');
  });

  test.each(['undefined', '-1', '1e9', '9'.repeat(40), '%00', '0x10', '1;DROP TABLE'])(
    'the watermark %s is none, and all is told',
    async (watermark) => {
      const visitor = await createVisitor(app);
      expect((await visitor.poll(watermark)).body.activities).toHaveLength(1);
    },
  );

  test('a stream goes on from its watermark, and both kinds of reader hear the same', async () => {
    const visitor = await createVisitor(app);
    const { watermark } = (await visitor.poll()).body;
    await visitor.say('help');
    const stream = await openStream(await visitor.newStreamUrl(String(watermark)));
    await visitor.say('Does microneedling hurt?');
    const polled = (await visitor.poll(String(watermark))).body.activities as ChatActivity[];
    while (heardBy(stream.frames).length < polled.length)
      await new Promise((resolve) => stream.socket.once('message', resolve));
    expect(heardBy(stream.frames)).toEqual(polled);
    for (const frame of stream.frames.filter((text) => text !== '')) {
      expect(JSON.parse(frame)).toEqual({ activities: expect.any(Array), watermark: expect.stringMatching(/^\d+$/) });
    }
    stream.socket.close();
  });

  test('every activity says who, where and when, and none is a trace or names an address', async () => {
    const visitor = await createVisitor(app);
    await visitor.say('Does microneedling hurt?');
    const said = await visitor.history();
    for (const activity of said) {
      expect(activity).toMatchObject({
        type: 'message',
        id: expect.stringContaining(visitor.conversationId),
        timestamp: expect.stringMatching(/Z$/),
        channelId: 'webchat',
        conversation: { id: visitor.conversationId },
        from: isFromBot(activity) ? { id: 'bot', role: 'bot' } : { id: expect.stringMatching(/^dl_/), role: 'user' },
      });
      expect(activity).not.toHaveProperty('serviceUrl');
    }
    const shown = new Set<string | undefined>([undefined]);
    for (const activity of said) {
      expect(shown).toContain(activity.replyToId);
      shown.add(activity.id);
    }
  });

  test('the session id that only sign-in cards ask for is 404', async () => {
    const { token } = await createVisitor(app);
    expect((await ask(app, '/session/getsessionid', { token })).status).toBe(404);
    expect((await ask(app, '/nothing', { token })).status).toBe(404);
  });
});

describe('files', () => {
  test('an upload of some megabytes is read to its end, and refused with 415', async () => {
    const { token, conversationId } = await createVisitor(app);
    const form = new FormData();
    form.append('activity', new Blob(['{"type":"message"}'], { type: 'application/vnd.microsoft.activity' }));
    form.append('file', new Blob([new Uint8Array(5_000_000)], { type: 'image/jpeg' }), 'skin.jpg');
    const response = await fetch(`${app.url}/v3/directline/conversations/${conversationId}/upload?userId=x`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, origin: SITE },
      body: form,
    });
    expect([response.status, await response.json()]).toEqual([
      415,
      { error: { code: 'UploadsRefused', message: 'The web chat takes no files.' } },
    ]);
    expect(response.headers.get('access-control-allow-origin')).toBe(SITE);
  });

  test('an attachment in a message is refused as well', async () => {
    const visitor = await createVisitor(app);
    const attachments = [{ contentType: 'image/png', contentUrl: 'data:image/png;base64,AAAA' }];
    expect((await visitor.post({ type: 'message', text: 'look', attachments })).status).toBe(400);
    expect((await visitor.post({ type: 'message', text: 'look', attachments: [] })).status).toBe(200);
  });
});

describe('other sites', () => {
  test('a site that is listed, and the own pages, may ask beforehand, and read every answer, refusals as well', async () => {
    const own = new URL(app.url).origin;
    for (const origin of [SITE, own]) {
      const before = await ask(app, '/conversations/x/activities', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,content-type,x-ms-bot-agent,x-requested-with',
        },
      });
      expect(before.status).toBe(204);
      expect(before.headers.get('access-control-allow-origin')).toBe(origin);
      expect(before.headers.get('access-control-allow-methods')).toBe('GET, POST, DELETE');
      for (const header of ['authorization', 'content-type', 'x-ms-bot-agent', 'x-requested-with'])
        expect(before.headers.get('access-control-allow-headers')).toContain(header);
      const { token, conversationId } = await createVisitor(app);
      const path = `/conversations/${conversationId}/activities`;
      const answers = [
        await ask(app, path, { token, headers: { origin } }),
        await ask(app, path, { headers: { origin } }),
        await ask(app, path, { token: 'x', headers: { origin } }),
        await ask(app, path, { token, method: 'POST', body: '{', headers: { origin } }),
        await ask(app, path, { token, method: 'POST', body: 'x'.repeat(100_000), headers: { origin } }),
        await ask(app, path, { token, method: 'PUT', headers: { origin } }),
        await ask(app, '/nothing', { token, headers: { origin } }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([200, 401, 403, 400, 413, 405, 404]);
      for (const { headers } of answers) {
        expect(headers.get('access-control-allow-origin')).toBe(origin);
        expect(headers.get('vary')).toContain('Origin');
      }
    }
  });

  test.each(['https://evil.example', 'null', `${SITE}.evil.example`, 'http://www.clinic.example', `${SITE}:444`])(
    'the site %s may neither ask for a token nor start, resume or stream, and is told so in no header',
    async (origin) => {
      const visitor = await createVisitor(app);
      const { token, conversationId } = visitor;
      const headers = { origin };
      await expect(askToken(app, headers)).rejects.toThrow('HTTP 403');
      const start = await ask(app, '/conversations', { method: 'POST', token, body: {}, headers });
      const resume = await ask(app, `/conversations/${conversationId}`, { token, headers });
      expect([start.status, resume.status]).toEqual([403, 403]);
      expect(start.headers.get('access-control-allow-origin')).toBeNull();
      await expect(openStream(visitor.streamUrl, headers)).rejects.toThrow('HTTP 403');
      await openStream(await visitor.newStreamUrl(), { origin: SITE }).then(({ socket }) => socket.close());
    },
  );

  test('a name that somebody has given this machine is not the service', async () => {
    const { status, body } = await postAs('evil.example', 'http://evil.example');
    expect([status, body.error?.code]).toEqual([403, 'OriginRefused']);
    const quiet = await postAs('evil.example');
    expect([quiet.status, quiet.body.error?.code]).toEqual([400, 'AddressUnclear']);
  });
});

describe('a store that fails', () => {
  test('leaves polls alone; other requests are told to come again, and a turn ends in an apology', async () => {
    const visitor = await createVisitor(app);
    const stream = await openStream(visitor.streamUrl);
    const { watermark } = (await visitor.poll()).body;
    const other = new Database(file);
    const breaking = async (table: string, work: () => Promise<void>): Promise<void> => {
      other.exec(`ALTER TABLE ${table} RENAME TO gone`);
      await work().finally(() => other.exec(`ALTER TABLE gone RENAME TO ${table}`));
    };
    await breaking('activities', async () => {
      expect(await visitor.poll(String(watermark))).toMatchObject({ status: 200, body: { activities: [], watermark } });
      expect((await visitor.poll()).status).toBe(200);
      const { status, body } = await visitor.say('help', 'one');
      expect([status, JSON.stringify(body)]).toEqual([503, expect.not.stringMatching(/SQLITE|table|state\.db/)]);
    });
    await breaking('items', async () => {
      const copies = await Promise.all([1, 2, 3].map(() => visitor.say('Does microneedling hurt?', 'two')));
      expect(copies.map(({ status }) => status)).toEqual([200, 200, 200]);
    });
    const said = await visitor.history();
    expect(said.map((activity) => [isFromBot(activity), activity.replyToId !== undefined])).toEqual([
      [true, false],
      [false, false],
      [true, true],
    ]);
    await visitor.say('help', 'one');
    await stream.hear(String(JSON.stringify((await visitor.history()).at(-1)?.text)));
    stream.socket.close();
    other.close();
  });
});

/** Asks for a token by another name of this machine. */
async function postAs(host: string, origin?: string): Promise<{ status: number; body: { error?: { code: string } } }> {
  const headers = ['Content-Type: application/json', ...(origin ? [`Origin: ${origin}`] : [])];
  const request = rawRequest({ method: 'POST', path: '/api/directline/token', headers, body: '{}' });
  const { status, body } = await sendRaw(app.url, request.replace('Host: localhost', `Host: ${host}`));
  return { status: status ?? 0, body: JSON.parse(body) };
}

function heardBy(frames: readonly string[]): ChatActivity[] {
  return frames.filter((frame) => frame !== '').flatMap((frame) => JSON.parse(frame).activities as ChatActivity[]);
}
