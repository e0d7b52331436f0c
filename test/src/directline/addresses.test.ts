// Where requests come from, which sites are welcome, and how often: the decisions behind the endpoint, one by one.
import type { IncomingMessage } from 'node:http';
import { parseConfig } from '../../../src/config';
import { addressOf } from '../../../src/directline/address';
import { createOrigins } from '../../../src/directline/origins';
import { createRateLimits } from '../../../src/directline/rate-limits';

describe('the address of a request', () => {
  const request = (forwarded: string | undefined, remoteAddress: string) =>
    ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }) as unknown as IncomingMessage;

  test.each([
    ['no proxy is trusted: what is forwarded is not believed', '1.2.3.4', 0, '9.9.9.9', '9.9.9.9'],
    ['one is trusted: the last that is forwarded', '6.6.6.6, 1.2.3.4', 1, '9.9.9.9', '1.2.3.4'],
    ['two are trusted: the last but one', '6.6.6.6, 1.2.3.4, 10.0.0.1', 2, '9.9.9.9', '1.2.3.4'],
    ['fewer are told than trusted: the connection', '1.2.3.4', 2, '9.9.9.9', '9.9.9.9'],
    ['nothing is forwarded: the connection', undefined, 1, '9.9.9.9', '9.9.9.9'],
    ['what is forwarded is no address: the connection', '<script>', 1, '9.9.9.9', '9.9.9.9'],
    ['IPv4 in IPv6 is IPv4', undefined, 0, '::ffff:9.9.9.9', '9.9.9.9'],
    ['one network of IPv6 is one', '2001:db8:1:2:3:4:5:6', 1, '9.9.9.9', '2001:db8:1:2'],
    ['however it is written', '2001:0DB8:0001:0002::1', 1, '9.9.9.9', '2001:db8:1:2'],
    ['also where it is short', '2001:db8::1', 1, '9.9.9.9', '2001:db8:0:0'],
    ['the own machine', undefined, 0, '::1', '0:0:0:0'],
  ])('%s', (_what, forwarded, proxies, remote, address) => {
    expect(addressOf(request(forwarded, remote), proxies)).toBe(address);
  });
});

describe('the sites that are welcome', () => {
  const origins = (settings: Record<string, string> = {}) => createOrigins(parseConfig(settings));
  const SITES = { WEB_CHAT_ORIGINS: 'https://a.example, https://b.example:8443' };

  test.each([
    ['its own page', {}, { host: 'localhost:3978', origin: 'http://localhost:3978' }, true],
    ['its own page at another name of this machine', {}, { host: '127.0.0.1:1', origin: 'http://127.0.0.1:1' }, true],
    ['its own page, by IPv6', {}, { host: '[::1]:1', origin: 'http://[::1]:1' }, true],
    ['another page of this machine', {}, { host: 'localhost:3978', origin: 'http://localhost:8080' }, false],
    ['a name that points to this machine', {}, { host: 'evil.example', origin: 'http://evil.example' }, false],
    ['a listed site', SITES, { host: 'localhost:1', origin: 'https://a.example' }, true],
    ['a listed site with a port', SITES, { host: 'localhost:1', origin: 'https://b.example:8443' }, true],
    ['a part of a listed site', SITES, { host: 'localhost:1', origin: 'https://b.example' }, false],
    ['a page of no site', SITES, { host: 'localhost:1', origin: 'null' }, false],
    ['no page at all', SITES, { host: 'localhost:1' }, true],
    ['a page that hides its site', SITES, { host: 'localhost:1', 'sec-fetch-site': 'cross-site' }, false],
    ['its public page', { PUBLIC_URL: 'https://c.example' }, { host: 'x', origin: 'https://c.example' }, true],
    ['its page by another name', { PUBLIC_URL: 'https://c.example' }, { host: 'x', origin: 'http://x' }, false],
  ])('%s: %#', (_what, settings, headers, isWelcome) => {
    expect(origins(settings).isWelcome(headers)).toBe(isWelcome);
  });

  test.each([undefined, '', 'a b', 'a/b', 'user@localhost', 'localhost?x', 'localhost#x', '[', 'evil.example'])(
    'the host %j gives no address of ours',
    (host) => {
      expect(origins().ownOrigin({ host })).toBeUndefined();
    },
  );

  test('what is reached from elsewhere goes by the name that it is called, or by PUBLIC_URL', () => {
    const open = { HOST: '0.0.0.0', WEB_CHAT_ONLY: 'on' };
    expect(origins(open).ownOrigin({ host: 'chat.example:8080' })).toBe('http://chat.example:8080');
    const named = { ...open, PUBLIC_URL: 'https://chat.example/' };
    expect(origins(named).ownOrigin({ host: 'evil.example' })).toBe('https://chat.example');
  });
});

describe('rate limits', () => {
  const limit = (byAddress: number, inAll: number) => {
    const one = { byAddress, inAll };
    return createRateLimits({ token: one, start: one, post: one });
  };

  test('one address has its share, whatever others do, and each kind its own', async () => {
    const limits = limit(2, 100);
    const taken = [];
    for (const address of ['a', 'a', 'a', 'b']) taken.push(await limits.take('token', address));
    expect(taken).toEqual([undefined, undefined, expect.any(Number), undefined]);
    expect(await limits.take('start', 'a')).toBeUndefined();
  });

  test('all together have theirs, and whoever comes then is told to wait a minute at most', async () => {
    const limits = limit(2, 3);
    const taken = [];
    for (const address of ['a', 'b', 'c', 'd', 'e']) taken.push(await limits.take('post', address));
    expect(taken.slice(0, 3)).toEqual([undefined, undefined, undefined]);
    for (const seconds of taken.slice(3)) {
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(60);
    }
  });

  test('what one address is refused is not taken from all', async () => {
    const limits = limit(1, 3);
    for (let count = 0; count < 10; count++) await limits.take('token', 'a');
    expect(await limits.take('token', 'b')).toBeUndefined();
    expect(await limits.take('token', 'c')).toBeUndefined();
  });
});
