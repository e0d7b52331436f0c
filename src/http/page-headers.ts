// What browsers are told to refuse, for each page: a policy that allows our own origin alone, by a nonce that is new each time.
import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'restify';
import type { Html } from './html';

export type Policy = Readonly<Record<string, readonly string[]>>;

const NOTHING = ["'none'"];
/** What every page begins with; a page allows what it needs. */
const STRICT: Policy = {
  'default-src': NOTHING,
  'base-uri': NOTHING,
  'form-action': NOTHING,
  'object-src': NOTHING,
  'frame-ancestors': NOTHING,
};

/** A chat needs none of what a device can feel, see or hear. */
const PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

export function createNonce(): string {
  return randomBytes(18).toString('base64');
}

export function sendPage(response: Response, page: Html, policy: Policy): void {
  const rules = Object.entries({ ...STRICT, ...policy }).map(([name, values]) => `${name} ${values.join(' ')}`);
  const body = Buffer.from(page.html);
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(body.length),
    'Content-Security-Policy': rules.join('; '),
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': PERMISSIONS,
    'Cross-Origin-Opener-Policy': 'same-origin',
  });
  response.end(body);
}

/**
 * The origins under which this request's page talks to us: its own, also by WebSocket. Not every browser counts ws: as 'self'.
 * A Host header that is no host is left out, as it would become part of the policy.
 */
export function ownSockets(request: Request): string[] {
  const host = request.header('host', '') as string;
  return /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.test(host) ? [`ws://${host}`, `wss://${host}`] : [];
}
