// The HTTP server against callers who keep to no rule: paths, methods, headers, half requests, upgrades.
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { RequestHandler } from 'restify';
import { STREAM_LIMITS } from '../../../src/directline/stream';
import { createHttpServer } from '../../../src/http/server';
import { messageActivity } from '../../support/activities';
import { type RawRequest, rawRequest, sendRaw } from '../../support/raw-request';
import { post, type RunningApp, startApp } from '../../support/running-app';
import { createVisitor } from '../../support/visitor';

jest.setTimeout(30_000);

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const send = (request: RawRequest) => sendRaw(app.url, rawRequest(request));

test.each([
  '/%',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/../../etc/passwd',
  '/api',
  '/api/messages/x',
  '/api/messages;x',
  '/api/messages/../../x',
  '/%00',
  '/healthz/%ff',
  '/HEALTHZ',
  '/.env',
  '/package.json',
  '/__proto__',
  '/constructor',
  '/a'.repeat(3000),
  '/x/\\..\\x',
  'http://x.example/healthz',
])('the path %s leads to a plain 404', async (path) => {
  const { status, body, text } = await send({ path });
  expect({ status, body }).toEqual({
    status: 404,
    body: '{"code":"NotFound","message":"There is nothing at this address."}',
  });
  expect(text).toContain('X-Content-Type-Options: nosniff');
});

test('a method that an address does not take is answered with a plain 405', async () => {
  const body = '{"code":"MethodNotAllowed","message":"This address does not take that method."}';
  for (const [method, path] of [
    ['GET', '/api/messages'],
    ['PUT', '/api/messages'],
    ['DELETE', '/api/messages'],
    ['PATCH', '/api/messages'],
    ['OPTIONS', '/api/messages'],
    ['TRACE', '/api/messages'],
    ['POST', '/healthz'],
    ['DELETE', '/metrics'],
    ['PUT', '/readyz'],
  ] as const)
    expect({ method, ...(await send({ method, path })) }).toMatchObject({ method, status: 405, body });
});

test.each([
  ['a method that is none', 'FOO / HTTP/1.1\r\nHost: x\r\n\r\n', 400],
  ['no HTTP', 'hello\r\n\r\n', 400],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001', 400],
  ['two lengths', 'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}', 400],
  [
    'a length and chunks',
    'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['a negative length', 'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
  [
    'chunks of a broken size',
    'POST /api/messages HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    400,
  ],
  ['headers without end', `GET /healthz HTTP/1.1\r\nHost: x\r\nA: ${'b'.repeat(20_000)}\r\n\r\n`, 431],
])('%s is refused by the server', async (_what, text, status) => {
  const answer = await sendRaw(app.url, text);
  expect(answer.status).toBe(status);
  expect(answer.text).not.toMatch(/ at |Error:|node_modules/);
});

test('headers that come twice, or hold anything, change nothing', async () => {
  const body = JSON.stringify(messageActivity());
  const json = 'Content-Type: application/json';
  for (const header of [
    'Content-Type: text/html',
    'Host: other',
    'Authorization: a',
    'Accept: text/html',
    'Accept: \u00ff',
    'Accept-Version: 99',
    'X-HTTP-Method-Override: DELETE',
    'Content-MD5: x',
    'Range: bytes=0-1',
    'If-Modified-Since: never',
    'Cookie: __proto__=1',
  ])
    expect([
      header,
      (await send({ method: 'POST', path: '/api/messages', headers: [json, header, header], body })).status,
    ]).toEqual([header, 200]);
});

test('a callback in the query makes no script of an answer', async () => {
  const response = await fetch(`${app.url}/healthz?callback=alert&jsonp=alert`, {
    headers: { accept: 'application/javascript' },
  });
  expect([response.headers.get('content-type'), await response.text()]).toEqual([
    'application/json',
    '{"status":"alive"}',
  ]);
});

test('nothing of a request comes back in a header', async () => {
  const { text } = await send({
    path: '/healthz?a=%0d%0aSet-Cookie:%20a=b',
    headers: ['X-Echo: needle', 'Origin: http://needle.example'],
  });
  expect(text.split('\r\n\r\n')[0]).not.toMatch(/needle|Set-Cookie|Access-Control/);
});

test('an upgrade is no way around the server: the request is answered as any other', async () => {
  const headers = ['Upgrade: websocket'];
  const request = rawRequest({ headers }).replace('Connection: close', 'Connection: Upgrade, close');
  expect(await sendRaw(app.url, request)).toMatchObject({ status: 200 });
  expect((await sendRaw(app.url, 'CONNECT x.example:80 HTTP/1.1\r\nHost: x\r\n\r\n')).text).toBe('');
});

test('gzip that is broken, and gzip of a gigabyte, harm nobody', async () => {
  const bomb = gzipSync(Buffer.alloc(30_000_000)).toString('latin1');
  const headers = ['Content-Type: application/json', 'Content-Encoding: gzip'];
  for (const body of ['\u001f\u008bbroken', 'x', bomb])
    expect((await send({ method: 'POST', path: '/api/messages', headers, body })).status).toBe(415);
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
});

test('a body that goes on for ever is cut off', async () => {
  const port = Number(new URL(app.url).port);
  const sent = await new Promise<number>((resolve) => {
    let bytes = 0;
    const socket = connect(port, '127.0.0.1');
    const chunk = Buffer.alloc(65_536, 'x');
    const pump = (): void => {
      while (!socket.destroyed) {
        bytes += chunk.length;
        if (!socket.write(`10000\r\n${chunk}\r\n`)) break;
      }
    };
    socket
      .on('error', () => undefined)
      .on('drain', pump)
      .on('close', () => resolve(bytes));
    socket.write(
      'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
      pump,
    );
  });
  expect(sent).toBeLessThan(32 * 1024 * 1024);
  expect((await post(app, messageActivity())).status).toBe(200);
});

test('a caller who hangs up in the middle of a body leaves nothing behind', async () => {
  for (let count = 0; count < 20; count++) {
    const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      socket.write(
        'POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"type":',
        () => resolve(),
      );
    });
    socket.destroy();
  }
  expect((await post(app, messageActivity())).status).toBe(200);
});

test('with WEB_CHAT_ONLY there is the web chat, and no other channel', async () => {
  const web = await startApp({ WEB_CHAT_ONLY: 'on' });
  expect((await post(web, messageActivity())).status).toBe(404);
  expect((await createVisitor(web)).streamUrl).toContain('/stream?t=');
  await web.stop();
});

test('slow callers and silent ones are given seconds, not minutes, and connections have a number', () => {
  const nothing: RequestHandler = async () => undefined;
  const async2: RequestHandler = async (_request, _response) => undefined;
  const directLine = {
    before: async2,
    addRoutes: () => undefined,
    stream: { isStream: () => false, upgrade: () => undefined },
  };
  const { server } = createHttpServer({
    messages: async2,
    directLine,
    web: { addRoutes: () => undefined },
    health: async2,
    readiness: async2,
    metrics: nothing,
  });
  expect(server.headersTimeout).toBeLessThanOrEqual(10_000);
  expect(server.requestTimeout).toBeLessThanOrEqual(30_000);
  expect(server.maxConnections).toBeLessThanOrEqual(10_000);
  expect(server.maxConnections).toBeGreaterThan(STREAM_LIMITS.inAll);
  expect(server.timeout).toBeGreaterThan(15_000);
  expect(server.timeout).toBeLessThanOrEqual(60_000);
});
