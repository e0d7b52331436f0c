// With credentials set, nobody gets in without a token of the Bot Framework, and nobody learns why.
import { messageActivity } from '../../support/activities';
import { post, type RunningApp, startApp } from '../../support/running-app';

jest.setTimeout(30_000);

const APP_ID = '3b0fa1f5-8f0c-4a2b-9d7e-2c6a0a7d1b11';
const TENANT = '8e0c1d52-6a61-4f3a-9b51-0d1b1f6e3c22';

let app: RunningApp;
beforeAll(async () => {
  app = await startApp({
    HOST: '127.0.0.1',
    MicrosoftAppId: APP_ID,
    MicrosoftAppPassword: 'pass-word',
    MicrosoftAppTenantId: TENANT,
  });
});
afterAll(() => app.stop());

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const claims = {
  iss: 'https://issuer.example',
  aud: APP_ID,
  appid: APP_ID,
  ver: '1.0',
  serviceurl: 'https://smba.trafficmanager.net/',
};

const CALLS: readonly (readonly [what: string, authorization: string | undefined])[] = [
  ['no token', undefined],
  ['an empty token', ''],
  ['a scheme alone', 'Bearer'],
  ['another scheme', 'Basic YTpi'],
  ['the secret itself', 'Bearer pass-word'],
  ['a token that is none', 'Bearer a.b.c'],
  ['a token whose claims are no JSON', `Bearer ${part({ typ: 'JWT', alg: 'RS256' })}.${part('{"iss"')}.x`],
  ['a token whose head is no JSON', `Bearer ${part('{')}.${part(claims)}.x`],
  ['a token that nobody signed', `Bearer ${part({ typ: 'JWT', alg: 'none' })}.${part(claims)}.`],
  ['a token of another issuer', `Bearer ${part({ typ: 'JWT', alg: 'RS256', kid: 'a' })}.${part(claims)}.x`],
  ['a token between bots', `Bearer ${part({ typ: 'JWT' })}.${part({ ...claims, aud: 'x', ver: '2.0', azp: 'y' })}.x`],
  ['a token of null', `Bearer ${part({ typ: 'JWT' })}.${part('null')}.x`],
  ['a very long token', `Bearer ${'a'.repeat(10_000)}`],
];

test.each(CALLS)(
  'a call with %s is refused with 401 and the same words, and nothing is printed',
  async (_what, authorization) => {
    const printed: unknown[] = [];
    const spies = [
      ...(['log', 'warn', 'error', 'info'] as const).map((name) =>
        jest.spyOn(console, name).mockImplementation((...words) => void printed.push(words)),
      ),
      ...[process.stdout, process.stderr].map((stream) =>
        jest.spyOn(stream, 'write').mockImplementation((words) => printed.push(words) > 0),
      ),
    ];
    const bodies = [
      messageActivity({ channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/amer/' }),
      messageActivity({ channelId: 'emulator' }),
      messageActivity({ channelId: 'AseChannel' }),
      messageActivity({ channelId: 'emulator', recipient: { id: 'bot', role: 'skill' } }),
      messageActivity({ channelId: 'msteams', serviceUrl: 'https://smba.trafficmanager.net/', deliveryMode: 'normal' }),
    ];
    const answers: unknown[] = [];
    for (const body of bodies) {
      const response = await post(app, body, authorization === undefined ? {} : { authorization });
      answers.push([response.status, await response.text()]);
    }
    for (const spy of spies) spy.mockRestore();
    expect(answers).toEqual(
      bodies.map(() => [401, '{"code":"Unauthorized","message":"The caller could not be verified."}']),
    );
    expect(printed).toEqual([]);
  },
);

test('no turn was run for any of them', async () => {
  await post(app, messageActivity());
  const page = await (await fetch(`${app.url}/metrics`)).text();
  expect(page).not.toMatch(/preconsult_turns_total\{/);
  expect(page).toMatch(/preconsult_errors_total\{code="CALLER_REFUSED"\} \d+/);
  expect(page).not.toContain('pass-word');
});

test.each([
  'http://smba.trafficmanager.net',
  'https://smba.trafficmanager.net.x.example',
  'https://xsmba.trafficmanager.net',
  'https://botframework.com.x.example',
  'https://xbotframework.com',
  'http://localhost',
  'https://127.0.0.1',
])('replies to %s are refused before anybody is asked for a token', async (serviceUrl) =>
  expect((await post(app, messageActivity({ serviceUrl, deliveryMode: 'normal' }))).status).toBe(403),
);
