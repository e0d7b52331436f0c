// The pages and files of the web chat over HTTP: what browsers are told, how files are packed, and what settings cannot break.
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { rawRequest, sendRaw } from '../../support/raw-request';
import { type RunningApp, startApp } from '../../support/running-app';

const HOSTILE = `"><script>alert('x')</script>&amp;`;
let app: RunningApp;

beforeAll(async () => {
  app = await startApp({
    CLINIC_NAME: HOSTILE,
    WEB_CHAT_ORIGINS: 'https://clinic.example, https://www.clinic.example',
  });
});
afterAll(() => app.stop());

async function page(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(app.url + path, { headers });
  const policy = Object.fromEntries(
    (answer.headers.get('content-security-policy') ?? '')
      .split('; ')
      .map((rule) => [rule.split(' ', 1)[0], rule.split(' ').slice(1)]),
  ) as Record<string, string[]>;
  return { answer, policy, text: await answer.text() };
}

describe.each(['/', '/chat'])('%s', (path) => {
  test('allows nothing but our own, by a nonce that is new each time', async () => {
    const { policy, text } = await page(path);
    const again = await page(path);
    expect(policy['default-src']).toEqual(["'none'"]);
    for (const rule of ['base-uri', 'form-action', 'object-src']) expect(policy[rule]).toEqual(["'none'"]);
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|https?:\/\/(?!clinic|www\.clinic)/);
    expect(policy['script-src']).toEqual([expect.stringMatching(/^'nonce-[\w+/=]{24,}'$/)]);
    expect(again.policy['script-src']).not.toEqual(policy['script-src']);
    // Every script and style sheet bears it, none is written into the page, and none comes from elsewhere.
    const nonce = /'nonce-(.+)'/.exec(policy['script-src']?.[0] ?? '')?.[1];
    for (const tag of text.match(/<(script|link rel="stylesheet"|style)[^>]*>/g) ?? []) {
      expect(tag).toContain(`nonce="${nonce}"`);
      expect(tag).toMatch(/(src|href)="\/[^/]/);
    }
    expect(text).not.toMatch(/ on\w+=| style=|javascript:/);
  });

  test('says nothing of where it was opened, needs nothing of the device, and is kept by nobody', async () => {
    const { headers } = (await page(path)).answer;
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*microphone=\(\)/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test("the clinic's name cannot leave its place", async () => {
    const { text } = await page(path);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(&#39;x&#39;)');
  });
});

test('the chat may be shown by the sites that are listed, the sample page by none', async () => {
  expect((await page('/chat')).policy['frame-ancestors']).toEqual([
    "'self'",
    'https://clinic.example',
    'https://www.clinic.example',
  ]);
  expect((await page('/')).policy['frame-ancestors']).toEqual(["'none'"]);
});

test('the chat talks to our own address, by HTTP and WebSocket, and a Host that is none gets into no policy', async () => {
  const { host } = new URL(app.url);
  expect((await page('/chat')).policy['connect-src']).toEqual(["'self'", `ws://${host}`, `wss://${host}`]);
  for (const hostile of ["a; script-src 'unsafe-inline'", 'a b', 'localhost:99999', '[', '@'])
    for (const path of ['/chat', '/healthz', '/assets/x', '//'])
      expect(
        (await sendRaw(app.url, rawRequest({ path }).replace('Host: localhost', `Host: ${hostile}`))).text,
      ).not.toMatch(/unsafe-inline|^HTTP\/1.1 200/);
  for (const path of ['http://[', '*', 'http://a b/', '?'])
    expect((await sendRaw(app.url, rawRequest({ path }))).status).toBeGreaterThanOrEqual(400);
  expect((await page('/healthz')).answer.status).toBe(200);
});

test('with a Direct Line elsewhere, the chat may talk to that as well', async () => {
  const other = await startApp({ DIRECT_LINE_SECRET: 'x', PUBLIC_URL: 'https://chat.example' });
  const policy = (await fetch(`${other.url}/chat`)).headers.get('content-security-policy');
  for (const origin of ['https', 'wss'].flatMap((scheme) => [
    `${scheme}://directline.botframework.com`,
    `${scheme}://chat.example`,
  ]))
    expect(policy).toContain(` ${origin}`);
  await other.stop();
});

test('every file of the page is there, packed as the browser likes, and never asked for twice', async () => {
  const { text } = await page('/chat');
  const { webChat } = JSON.parse(
    (/data-settings="([^"]*)"/.exec(text)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&#39;', "'"),
  ) as { webChat: string };
  const paths = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(paths.length).toBeGreaterThan(4);
  for (const path of [...paths, webChat]) {
    const plain = await fetch(app.url + path, { headers: { 'accept-encoding': 'identity' } });
    expect([path, plain.status]).toEqual([path, 200]);
    expect(plain.headers.get('cache-control')).toMatch(/immutable/);
    const bytes = Buffer.from(await plain.arrayBuffer());
    for (const [encoding, unpack] of [
      ['gzip', gunzipSync],
      ['br', brotliDecompressSync],
    ] as const) {
      const { body } = await rawGet(path, encoding);
      expect(unpack(body).equals(bytes)).toBe(true);
      expect(body.length).toBeLessThan(bytes.length + 50);
    }
    const etag = plain.headers.get('etag') ?? '';
    const again = await fetch(app.url + path, { headers: { 'accept-encoding': 'identity', 'if-none-match': etag } });
    expect(again.status).toBe(304);
  }
});

/** fetch unpacks by itself. */
async function rawGet(path: string, encoding: string): Promise<{ body: Buffer }> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(app.url + path, { headers: { 'accept-encoding': encoding } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ body: Buffer.concat(chunks) }));
    }).on('error', reject);
  });
}

test.each([
  '/assets/',
  '/assets/../package.json',
  '/assets/%2e%2e/manifest.json',
  '/assets/__proto__',
  '/assets/nothing.js',
])('under %s there is nothing', async (path) => {
  expect((await sendRaw(app.url, rawRequest({ path }))).status).toBe(404);
});

test('the widget is asked for again after minutes, and other sites may load it', async () => {
  const { headers } = await fetch(`${app.url}/widget.js`);
  expect(headers.get('cache-control')).toBe('public, max-age=300');
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
});

describe('the summary', () => {
  const begin = async (): Promise<{ pass: string; token: string }> => {
    const answer = await fetch(`${app.url}/api/directline/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    return (await answer.json()) as { pass: string; token: string };
  };

  test('is given for the pass of its conversation, complete, without a script, kept by nobody', async () => {
    const { pass } = await begin();
    const { answer, policy, text } = await page('/api/summary', { authorization: `Bearer ${pass}` });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(policy['default-src']).toEqual(["'none'"]);
    expect(policy['style-src']).toEqual([expect.stringMatching(/^'sha256-/)]);
    expect(policy['script-src']).toBeUndefined();
    expect(text).not.toContain('<script');
  });

  test.each(['', 'Bearer', 'Bearer x', 'Basic eA=='])('is refused for "%s"', async (authorization) => {
    const { answer, text } = await page('/api/summary', authorization === '' ? {} : { authorization });
    expect(answer.status).toBe(403);
    expect(text).not.toContain('<');
  });

  test('is refused for a token, which is no pass', async () => {
    const { token } = await begin();
    expect((await page('/api/summary', { authorization: `Bearer ${token}` })).answer.status).toBe(403);
  });
});

describe('the language of a page', () => {
  const languageOf = async (path: string, accepted = ''): Promise<string | undefined> =>
    /<html lang="([^"]+)"/.exec((await page(path, accepted ? { 'accept-language': accepted } : {})).text)?.[1];

  test.each([
    ['is our first where the browser says nothing', '/chat', '', 'en'],
    ['is what the browser wants most among ours', '/chat', 'fr, es-MX;q=0.9, en;q=0.5', 'es'],
    ['is our first where the browser wants none of ours', '/chat', 'fr', 'en'],
    ['is what the address asks for, whatever the browser wants', '/chat?lang=es-AR', 'en', 'es'],
    ['is no language that is not ours', '/chat?lang=tlh', 'es', 'es'],
    ['is read of the sample page too', '/', 'es', 'es'],
    ['is nothing that could leave its place', '/chat?lang=%22%3E%3Cscript%3E', '', 'en'],
  ])('%s', async (_what, path, accepted, language) => {
    expect(await languageOf(path, accepted)).toBe(language);
  });

  test('is told to caches and to the script', async () => {
    const { answer, text } = await page('/chat', { 'accept-language': 'es' });
    expect(answer.headers.get('content-language')).toBe('es');
    expect(answer.headers.get('vary')).toMatch(/accept-language/i);
    expect(text).toContain('&quot;language&quot;:&quot;es&quot;');
  });
});
