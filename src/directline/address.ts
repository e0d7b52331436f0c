// Where a request comes from. Invariant: only what the trusted proxies say of it is believed, never what the caller says.
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** The address; one network of IPv6 counts as one, since each of its users has billions. */
export function addressOf({ headers, socket }: IncomingMessage, trustedProxies: number): string {
  const forwarded = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim());
  // Each proxy adds, at the end, who called it.
  const told = trustedProxies === 0 ? undefined : forwarded.at(-trustedProxies);
  return networkAddress(told !== undefined && isIP(told) !== 0 ? told : (socket.remoteAddress ?? ''));
}

/** What counts as one address: of IPv6 a /64 network. */
export function networkAddress(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(bare) === 6 ? networkOf(bare) : bare;
}

function networkOf(address: string): string {
  const [head = '', tail = ''] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const front = head.split(':').filter((part) => part !== '');
  const back = tail.split(':').filter((part) => part !== '');
  const zeros: string[] = Array(Math.max(0, 8 - front.length - back.length)).fill('0');
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':');
}
