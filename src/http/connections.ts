// How many connections there may be, and for how long one may be silent. Invariant: one address cannot take the places of all.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { networkAddress } from '../directline/address';

export interface ConnectionLimits {
  /** Beyond these a connection is dropped as it comes; the streams of the web chat have a lower limit of their own. */
  readonly inAll: number;
  /** A clinic, or a whole mobile network, may come from one address; a browser holds six connections and a stream. */
  readonly byAddress: number;
  /** How long a connection may take until its first request is whole in its headers. */
  readonly headersMilliseconds: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = { inAll: 6_000, byAddress: 600, headersMilliseconds: 10_000 };

/** A caller who sends slowly, or not at all, holds no connection for longer. A turn takes less than the last of these. */
const TIMEOUTS = { requestTimeout: 20_000, keepAliveTimeout: 5_000, timeout: 30_000 };
/** How often Node looks for connections whose time is over; by itself it looks twice a minute. */
const LOOK_EVERY_MILLISECONDS = 2_000;

/** `trustedProxies`: where there are any, all connections come from them, and no address has a limit. */
export function limitConnections(
  server: Server,
  { inAll, byAddress, headersMilliseconds }: ConnectionLimits,
  trustedProxies: number,
): void {
  // Node reads the interval when the server begins to listen; its types leave that out.
  Object.assign(server, TIMEOUTS, {
    headersTimeout: headersMilliseconds,
    maxConnections: inAll,
    connectionsCheckingInterval: LOOK_EVERY_MILLISECONDS,
  });
  if (trustedProxies > 0) return;
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = networkAddress(socket.remoteAddress ?? '');
    const count = open.get(address) ?? 0;
    if (count >= byAddress) return void socket.destroy();
    open.set(address, count + 1);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}
