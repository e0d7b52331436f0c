import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig, settingsSchema } from '../../src/config';
import type { Fault } from '../../src/errors';

const CREDENTIALS = {
  MicrosoftAppId: '3b0fa1f5-8f0c-4a2b-9d7e-2c6a0a7d1b11',
  MicrosoftAppPassword: 'secret',
  MicrosoftAppTenantId: '8e0c1d52-6a61-4f3a-9b51-0d1b1f6e3c22',
};

function faultOf(environment: Record<string, string>): string {
  try {
    parseConfig(environment);
  } catch (error) {
    expect((error as Fault).code).toBe('CONFIG_INVALID');
    return (error as Fault).message;
  }
  throw new Error('The settings were accepted.');
}

test('without any setting the bot serves this machine only, on port 3978, with an SQLite file', () => {
  expect(parseConfig({})).toMatchObject({
    PORT: 3978,
    HOST: '127.0.0.1',
    STATE_URL: 'file:.data/state.db',
    authenticated: false,
  });
});

test('the config is frozen', () => {
  expect(Object.isFrozen(parseConfig({}))).toBe(true);
});

test('an empty value counts as none', () => {
  expect(parseConfig({ PORT: '', HOST: '  ', CLINIC_BOOKING_URL: '' })).toMatchObject({
    PORT: 3978,
    HOST: '127.0.0.1',
  });
});

test('every fault is listed at once', () => {
  const words = faultOf({
    PORT: '99999',
    RETENTION_DAYS: 'a week',
    CLINIC_BOOKING_URL: 'javascript:alert(1)',
    LOG_LEVEL: 'loud',
  });
  for (const name of ['PORT', 'RETENTION_DAYS', 'CLINIC_BOOKING_URL', 'LOG_LEVEL'])
    expect(words).toContain(`- ${name}:`);
});

test('production without credentials is refused', () => {
  expect(faultOf({ NODE_ENV: 'production' })).toContain('MicrosoftAppId');
});

test.each(['0.0.0.0', '192.168.1.10', '::', 'example.org'])('without credentials the address %s is refused', (HOST) => {
  expect(faultOf({ HOST })).toContain('HOST');
});

test.each(['127.0.0.1', '127.1.2.3', '::1', 'localhost'])(
  'without credentials the loopback address %s is accepted',
  (HOST) => {
    expect(parseConfig({ HOST })).toMatchObject({ HOST, authenticated: false });
  },
);

test('with credentials it serves all addresses, unless HOST says otherwise', () => {
  expect(parseConfig(CREDENTIALS)).toMatchObject({ HOST: '0.0.0.0', authenticated: true });
  expect(parseConfig({ ...CREDENTIALS, HOST: '10.0.0.5' })).toMatchObject({ HOST: '10.0.0.5' });
});

test.each([
  ['an id that is no GUID', { ...CREDENTIALS, MicrosoftAppId: 'bot' }, 'MicrosoftAppId'],
  ['a single tenant without its tenant', { ...CREDENTIALS, MicrosoftAppTenantId: '' }, 'MicrosoftAppTenantId'],
  ['a single tenant without its password', { ...CREDENTIALS, MicrosoftAppPassword: '' }, 'MicrosoftAppPassword'],
  [
    'a managed identity with a password',
    { ...CREDENTIALS, MicrosoftAppType: 'UserAssignedMSI' },
    'MicrosoftAppPassword',
  ],
  ['a password without an id', { MicrosoftAppPassword: 'secret' }, 'MicrosoftAppId'],
])('%s is refused', (_what, environment, name) => {
  const words = faultOf(environment);
  expect(words).toContain(name);
  expect(words).not.toContain('secret');
});

test('a managed identity needs no password', () => {
  const { MicrosoftAppPassword: _none, ...rest } = CREDENTIALS;
  expect(parseConfig({ ...rest, MicrosoftAppType: 'UserAssignedMSI' })).toMatchObject({ authenticated: true });
});

test('the log of content gaps is off, for 30 days, and beside the state, unless it is told otherwise', () => {
  expect(parseConfig({})).toMatchObject({
    CONTENT_GAPS: 'off',
    CONTENT_GAPS_DAYS: 30,
    CONTENT_GAPS_URL: 'file:.data/gaps.db',
  });
  expect(parseConfig({ STATE_URL: 'file:/var/lib/bot/state.db' }).CONTENT_GAPS_URL).toBe('file:/var/lib/bot/gaps.db');
  expect(parseConfig({ CONTENT_GAPS_URL: 'file:/srv/gaps.db' }).CONTENT_GAPS_URL).toBe('file:/srv/gaps.db');
});

test.each([
  ['a log that is neither on nor off', { CONTENT_GAPS: 'maybe' }, 'CONTENT_GAPS:'],
  ['no day', { CONTENT_GAPS_DAYS: '0' }, 'CONTENT_GAPS_DAYS:'],
  ['more than a year', { CONTENT_GAPS_DAYS: '366' }, 'CONTENT_GAPS_DAYS:'],
  ['a place that is no file', { CONTENT_GAPS_URL: 'sqlite:gaps.db' }, 'CONTENT_GAPS_URL:'],
  ['a file on a host', { CONTENT_GAPS_URL: 'file://host/gaps.db' }, 'CONTENT_GAPS_URL:'],
  [
    'the file of the conversations',
    { CONTENT_GAPS: 'on', STATE_URL: 'file:data/state.db', CONTENT_GAPS_URL: 'file:./data/../data/state.db' },
    'CONTENT_GAPS_URL:',
  ],
])('for content gaps %s is refused', (_what, environment, name) => {
  expect(faultOf(environment)).toContain(name);
});

test('without settings the web chat is for its own pages, no proxy is believed, and Azure is not asked', () => {
  expect(parseConfig({})).toMatchObject({ WEB_CHAT_ORIGINS: [], TRUSTED_PROXIES: 0, WEB_CHAT_ONLY: 'off' });
  expect(parseConfig({})).not.toHaveProperty('PUBLIC_URL');
  expect(parseConfig({})).not.toHaveProperty('DIRECT_LINE_SECRET');
});

test('addresses of the web chat are read as browsers write them', () => {
  const config = parseConfig({
    PUBLIC_URL: 'https://chat.example.org/',
    WEB_CHAT_ORIGINS: 'https://a.example, https://b.example:8443',
    DIRECT_LINE_URL: 'https://europe.directline.botframework.com/v3/directline/',
  });
  expect(config).toMatchObject({
    PUBLIC_URL: 'https://chat.example.org',
    WEB_CHAT_ORIGINS: ['https://a.example', 'https://b.example:8443'],
    DIRECT_LINE_URL: 'https://europe.directline.botframework.com/v3/directline',
  });
});

test('the web chat alone may be served without a registration, in production and to other machines', () => {
  const settings = { WEB_CHAT_ONLY: 'on', NODE_ENV: 'production', PUBLIC_URL: 'https://chat.example.org' };
  expect(parseConfig(settings)).toMatchObject({ HOST: '127.0.0.1', authenticated: false });
  expect(parseConfig({ ...settings, HOST: '0.0.0.0' })).toMatchObject({ HOST: '0.0.0.0' });
});

test.each([
  ['a public address with a path', { PUBLIC_URL: 'https://a.example/chat' }, 'PUBLIC_URL:'],
  ['a public address that is none', { PUBLIC_URL: 'a.example' }, 'PUBLIC_URL:'],
  ['no language', { LANGUAGES: ' , ' }, 'LANGUAGES:'],
  ['a site with a path', { WEB_CHAT_ORIGINS: 'https://a.example/' }, 'WEB_CHAT_ORIGINS:'],
  ['a site without its scheme', { WEB_CHAT_ORIGINS: 'https://a.example,b.example' }, 'WEB_CHAT_ORIGINS:'],
  ['every site', { WEB_CHAT_ORIGINS: '*' }, 'WEB_CHAT_ORIGINS:'],
  ['the site of no page', { WEB_CHAT_ORIGINS: 'null' }, 'WEB_CHAT_ORIGINS:'],
  ['a number of proxies that is none', { TRUSTED_PROXIES: 'yes' }, 'TRUSTED_PROXIES:'],
  ['an Azure without https', { DIRECT_LINE_URL: 'http://a.example/v3/directline' }, 'DIRECT_LINE_URL:'],
  ['Azure, which needs /api/messages, without it', { WEB_CHAT_ONLY: 'on', DIRECT_LINE_SECRET: 's' }, 'WEB_CHAT_ONLY:'],
  ['production over http', { NODE_ENV: 'production', ...CREDENTIALS, PUBLIC_URL: 'http://a.example' }, 'PUBLIC_URL:'],
  ['production that does not know its address', { NODE_ENV: 'production', WEB_CHAT_ONLY: 'on' }, 'PUBLIC_URL:'],
])('for the web chat %s is refused', (_what, environment, name) => {
  expect(faultOf(environment as Record<string, string>)).toContain(name);
});

test('.env.example holds every setting with its default and its why, and nothing else', () => {
  const example = readFileSync(join(__dirname, '..', '..', '.env.example'), 'utf8');
  const blocks = Object.entries(settingsSchema.shape).map(([name, schema]) => {
    const standard = schema.safeParse(undefined);
    const input = standard.success && standard.data !== undefined ? `${standard.data}` : '';
    return `# ${schema.description}\n${name}=${input}\n`;
  });
  const header =
    '# Every setting of the service. Copy this file to .env, and fill in what should differ; an empty value counts as none.\n';
  expect(example).toBe(`${header}\n${blocks.join('\n')}`);
});

test('docs/DEPLOY.md names no setting that is none', () => {
  const words = readFileSync(join(__dirname, '..', '..', 'docs', 'DEPLOY.md'), 'utf8').match(
    /\b(?:[A-Z]+_[A-Z_]+|Microsoft[A-Z]\w+)\b(?!…)/g,
  );
  const names = new Set(words);
  expect(names.size).toBeGreaterThan(20);
  expect([...names].filter((name) => !Object.hasOwn(settingsSchema.shape, name))).toEqual([]);
});

test('languages are named once each, in the order given', () => {
  expect(parseConfig({ LANGUAGES: 'es, en,es' }).LANGUAGES).toEqual(['es', 'en']);
});
