// Who may embed and start chats, and how browsers reach this service. Invariant: a page of a site that is not listed is
// never told that it may; docs/decisions/0006 says why a request without an Origin is let through.
import type { IncomingMessage } from 'node:http';
import { type Config, isLoopback } from '../config';

type Headers = IncomingMessage['headers'];

export interface Origins {
  /** How the sender of this request reaches the service, such as https://chat.example.org; undefined where that is unclear. */
  ownOrigin(headers: Headers): string | undefined;
  /** False for a page of a site that may not chat here. */
  isWelcome(headers: Headers): boolean;
  /** The sites besides the service's own pages. */
  readonly others: readonly string[];
}

export function createOrigins(config: Config): Origins {
  const { PUBLIC_URL, WEB_CHAT_ORIGINS: others, HOST } = config;

  const ownOrigin: Origins['ownOrigin'] = ({ host = '' }) => {
    if (PUBLIC_URL !== undefined) return PUBLIC_URL;
    if (!URL.canParse(`http://${host}`)) return undefined;
    const { origin, hostname, pathname, username, search, hash } = new URL(`http://${host}`);
    if (host === '' || pathname !== '/' || username !== '' || search !== '' || hash !== '') return undefined;
    // A foreign site can give its own name this machine's address, and would then be taken for ours.
    return isLoopback(HOST) && !isLoopback(hostname) ? undefined : origin;
  };

  return {
    ownOrigin,
    others,
    isWelcome(headers) {
      const { origin } = headers;
      if (origin === undefined) return headers['sec-fetch-site'] !== 'cross-site';
      return others.includes(origin) || origin === ownOrigin(headers);
    },
  };
}
