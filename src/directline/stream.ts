// The streams of the web chat: who may open one, and how many there are.
// Invariant: a stream opens once by its ticket, and the number of streams is bounded by conversation, by address and in all.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import { addressOf } from './address';
import type { Origins } from './origins';
import type { RefusalCode, Refusals } from './refusals';
import { createStreamReader, GOING_AWAY, type StreamReader } from './stream-reader';
import type { Ticket, Tokens } from './tokens';
import type { Transcript } from './transcript';

export interface StreamLimits {
  readonly inAll: number;
  readonly byAddress: number;
  readonly byConversation: number;
  readonly heartbeatMilliseconds: number;
}

export const STREAM_LIMITS: StreamLimits = {
  inAll: 2_000,
  byAddress: 50,
  byConversation: 5,
  heartbeatMilliseconds: 15_000,
};

const MOST_FRAME_BYTES = 1024;
/** How long a client may take to say goodbye. */
const CLOSE_WITHIN_MILLISECONDS = 1_000;
const POLICY_VIOLATION = 1008;

const STREAM_PATH = /^\/v3\/directline\/conversations\/([\w-]{1,64})\/stream$/;

export interface Stream {
  /** Whether this request asks for a stream, and is not to be answered as any other. */
  isStream(request: IncomingMessage): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Closes every stream with 1001, and opens no more. */
  stop(): Promise<void>;
}

export interface StreamParts {
  readonly tokens: Tokens;
  readonly origins: Origins;
  readonly transcript: Transcript;
  readonly refusals: Refusals;
  readonly trustedProxies: number;
  readonly limits: StreamLimits;
  readonly metrics: Metrics;
  readonly log: Log;
}

export function createStream(parts: StreamParts): Stream {
  const { tokens, origins, transcript, refusals, trustedProxies, limits, metrics, log } = parts;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME_BYTES, perMessageDeflate: false });
  const readers = new Set<StreamReader>();
  let stopped: Promise<void> | undefined;

  const heartbeat = setInterval(() => {
    for (const reader of readers) reader.beat();
  }, limits.heartbeatMilliseconds);
  heartbeat.unref();

  const ticketOf = ({ url = '' }: IncomingMessage): Ticket | undefined => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [, conversationId] = STREAM_PATH.exec(pathname) ?? [];
    const ticket = tokens.redeemTicket(searchParams.get('t') ?? '');
    return ticket?.conversationId === conversationId ? ticket : undefined;
  };

  /** Makes room, or tells why there is none. */
  const crowd = (address: string, conversationId: string): RefusalCode | undefined => {
    if (readers.size >= limits.inAll) return 'Unavailable';
    const all = [...readers];
    if (all.filter((reader) => reader.address === address).length >= limits.byAddress) return 'TooManyRequests';
    const own = all.filter((reader) => reader.conversationId === conversationId && isOpen(reader));
    // The oldest is what a client left behind when its line was cut.
    if (own.length >= limits.byConversation) own[0]?.socket.close(POLICY_VIOLATION);
    return undefined;
  };

  const serve = (socket: WebSocket, ticket: Ticket, address: string): void => {
    const reader = createStreamReader({ socket, ticket, address, transcript, log });
    readers.add(reader);
    metrics.setOpenStreams(readers.size);
    socket.on('close', () => {
      readers.delete(reader);
      metrics.setOpenStreams(readers.size);
    });
  };

  const closeAll = async (): Promise<void> => {
    clearInterval(heartbeat);
    const all = [...readers];
    const closed = all.map(({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
    for (const { socket } of all) socket.close(GOING_AWAY);
    const cut = setTimeout(() => {
      for (const { socket } of all) socket.terminate();
    }, CLOSE_WITHIN_MILLISECONDS);
    await Promise.all(closed);
    clearTimeout(cut);
  };

  return {
    isStream: ({ url = '', headers }) =>
      headers.upgrade?.toLowerCase() === 'websocket' && STREAM_PATH.test(url.split('?', 1)[0] ?? ''),

    upgrade(request, socket, head) {
      socket.on('error', () => undefined);
      const refuse = (code: RefusalCode): void => writeRefusal(socket, refusals, code);
      if (stopped !== undefined) return refuse('Unavailable');
      if (!origins.isWelcome(request.headers)) return refuse('OriginRefused');
      const ticket = ticketOf(request);
      if (!ticket) return refuse('TicketInvalid');
      const address = addressOf(request, trustedProxies);
      const reason = crowd(address, ticket.conversationId);
      if (reason) return refuse(reason);
      sockets.handleUpgrade(request, socket, head, (opened) => serve(opened, ticket, address));
    },

    stop() {
      stopped ??= closeAll();
      return stopped;
    },
  };
}

function isOpen({ socket }: StreamReader): boolean {
  return socket.readyState === WebSocket.OPEN;
}

function writeRefusal(socket: Duplex, refusals: Refusals, code: RefusalCode): void {
  const { status, body } = refusals.of(code);
  const text = JSON.stringify(body);
  const headers = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close`;
  // Whoever does not hang up is hung up on.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} Refused\r\n${headers}\r\n\r\n${text}`);
}
