// With DIRECT_LINE_SECRET the page's token comes from Azure: asked of a stand-in of Azure's endpoint, with its errors and delays.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLog } from '../../../src/log';
import { type RunningApp, startApp } from '../../support/running-app';
import { askToken } from '../../support/web-chat-client';

const SECRET = 'azure-secret-4711';
const SITE = 'https://www.clinic.example';

interface Question {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: { readonly user: { readonly id: string }; readonly trustedOrigins: readonly string[] };
}

const asked: Question[] = [];
const written: string[] = [];
let answer: (response: ServerResponse, request: IncomingMessage) => void;
const azure = createServer(async (request, response) => {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  const { method, url, headers } = request;
  asked.push({ method, url, authorization: headers.authorization, body: text === '' ? undefined : JSON.parse(text) });
  answer(response, request);
});
let domain: string;
let app: RunningApp;

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    azure.listen(0, '127.0.0.1', resolve);
  });
  domain = `http://127.0.0.1:${(azure.address() as AddressInfo).port}/v3/directline`;
  const log = createLog('debug', { write: (line: string) => void written.push(line) });
  app = await startApp(
    { DIRECT_LINE_SECRET: SECRET, DIRECT_LINE_URL: `${domain}/`, WEB_CHAT_ORIGINS: SITE },
    { log, webChatLimits: { azureMilliseconds: 1500 } },
  );
});
afterEach(() => {
  asked.length = 0;
});
afterAll(async () => {
  await app.stop();
  azure.closeAllConnections();
  await new Promise((resolve) => {
    azure.close(resolve);
  });
});

const send =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    // Restify changes this method of every server, and what it gives.
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
const good = JSON.stringify({ conversationId: 'abc-eu', token: 'ey.a.b', expires_in: 1800, secretWord: 'needle' });

async function failure(): Promise<{ status: number; body: { error: { code: string } }; text: string }> {
  const response = await fetch(`${app.url}/api/directline/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: SITE },
    body: '{}',
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text), text };
}

test('the secret is exchanged for a token of a new patient, and the page is sent to Azure', async () => {
  answer = send(200, good);
  const given = await askToken(app, { origin: SITE });
  expect(given).toEqual({
    conversationId: 'abc-eu',
    token: 'ey.a.b',
    expires_in: 1800,
    domain,
    pass: expect.any(String),
  });
  expect(asked).toEqual([
    {
      method: 'POST',
      url: '/v3/directline/tokens/generate',
      authorization: `Bearer ${SECRET}`,
      body: {
        user: { id: expect.stringMatching(/^dl_[0-9a-f]{32}$/) },
        trustedOrigins: [new URL(app.url).origin, SITE],
      },
    },
  ]);
  await askToken(app);
  expect(asked[1]?.body.user.id).not.toBe(asked[0]?.body.user.id);
});

test('a foreign site causes no exchange', async () => {
  await expect(askToken(app, { origin: 'https://evil.example' })).rejects.toThrow('HTTP 403');
  expect(asked).toEqual([]);
});

test.each([
  [
    'the secret is refused',
    send(403, '{"error":{"code":"BadArgument","message":"needle secret"}}'),
    502,
    'AzureRefused',
  ],
  ['the bot is unknown', send(404, 'needle'), 502, 'AzureRefused'],
  ['it answers with HTML', send(200, '<html>needle</html>'), 502, 'AzureRefused'],
  ['it answers with half of it', send(200, '{"token":"needle"}'), 502, 'AzureRefused'],
  ['it answers with nothing', send(200, ''), 502, 'AzureRefused'],
  ['it wants to be asked later', send(429, 'needle', { 'retry-after': '9' }), 503, 'Unavailable'],
  ['it fails', send(500, 'needle'), 503, 'Unavailable'],
  ['it sends us elsewhere', send(307, '', { location: 'http://127.0.0.1:1/needle' }), 503, 'Unavailable'],
  ['it hangs up', (response: ServerResponse) => void response.destroy(), 503, 'Unavailable'],
  ['it never answers', () => undefined, 503, 'Unavailable'],
  [
    'it stops in the middle',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-length': '99' });
      response.write('{"token":');
    },
    503,
    'Unavailable',
  ],
])('where %s, the page is told so in our words, and the log says which', async (_what, behave, status, code) => {
  answer = behave as typeof answer;
  written.length = 0;
  const failed = await failure();
  expect([failed.status, failed.body.error.code]).toEqual([status, code]);
  expect(failed.text + written.join('')).not.toMatch(/needle|azure-secret/);
  expect(written.join('')).toMatch(/azure-(gave-no-token|unreachable)/);
});

test('an answer that comes late, but in time, is taken, and others are served meanwhile', async () => {
  let release = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    answer = (response) => {
      release = () => send(200, good)(response);
      resolve();
    };
  });
  const waiting = askToken(app);
  await reached;
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  release();
  expect((await waiting).token).toBe('ey.a.b');
});
