// The streams: a WebSocket that is sent what a conversation says, from the place of its ticket on.
// Invariant: a stream reads the log, so it loses and doubles nothing; and no stream holds more memory than its share.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { errorFields, type Log } from '../log';
import type { Metrics } from '../metrics';
import { addressOf } from './address';
import type { Origins } from './origins';
import { type RefusalCode, refusalOf } from './refusals';
import type { Ticket, Tokens } from './tokens';
import type { Transcript } from './transcript';

export interface StreamLimits {
  readonly inAll: number;
  readonly byAddress: number;
  readonly byConversation: number;
  /** What may wait for a reader who is slow. */
  readonly bufferedBytes: number;
  readonly heartbeatMilliseconds: number;
}

export const STREAM_LIMITS: StreamLimits = {
  inAll: 5_000,
  byAddress: 100,
  byConversation: 5,
  bufferedBytes: 2_000_000,
  heartbeatMilliseconds: 15_000,
};

/** Clients have nothing to say here but an empty frame now and then. */
const MOST_FRAME_BYTES = 1024;
/** How long a client may take to say goodbye. */
const CLOSE_WITHIN_MILLISECONDS = 1_000;
const GOING_AWAY = 1001;
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
  readonly trustedProxies: number;
  readonly limits: StreamLimits;
  readonly metrics: Metrics;
  readonly log: Log;
}

interface Reader {
  readonly socket: WebSocket;
  readonly conversationId: string;
  readonly address: string;
  /** False from a heartbeat until its answer. */
  isAlive: boolean;
}

export function createStream(parts: StreamParts): Stream {
  const { tokens, origins, transcript, limits, metrics, log } = parts;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_FRAME_BYTES, perMessageDeflate: false });
  const readers = new Set<Reader>();
  let stopped: Promise<void> | undefined;

  const ticketOf = (url: URL): Ticket | undefined => {
    const [, conversationId] = STREAM_PATH.exec(url.pathname) ?? [];
    const ticket = tokens.redeemTicket(url.searchParams.get('t') ?? '');
    return ticket?.conversationId === conversationId ? ticket : undefined;
  };

  /** Makes room, or tells why there is none. */
  const refusalFor = (address: string, conversationId: string): RefusalCode | undefined => {
    if (readers.size >= limits.inAll) return 'Unavailable';
    if (count(({ address: other }) => other === address) >= limits.byAddress) return 'TooManyRequests';
    const own = [...readers].filter((reader) => reader.conversationId === conversationId);
    // The oldest is what a client left behind when its line was cut.
    if (own.length >= limits.byConversation) own[0]?.socket.close(POLICY_VIOLATION);
    return undefined;
  };
  const count = (isCounted: (reader: Reader) => boolean): number => [...readers].filter(isCounted).length;

  const serve = (socket: WebSocket, { conversationId, after }: Ticket, address: string): void => {
    const reader: Reader = { socket, conversationId, address, isAlive: true };
    readers.add(reader);
    metrics.setOpenStreams(readers.size);
    const send = createSender(reader, after);
    const unsubscribe = transcript.subscribe(conversationId, send);
    socket.on('pong', () => {
      reader.isAlive = true;
    });
    // A frame that is none, or too large: the library closes the line, and says why here.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      unsubscribe();
      readers.delete(reader);
      metrics.setOpenStreams(readers.size);
    });
    send();
  };

  /** Sends what is new; asked again while at it, it looks once more when done. */
  const createSender = ({ socket, conversationId }: Reader, after: number): (() => void) => {
    let place = after;
    let isSending = false;
    let isAsked = false;
    const sendAll = async (): Promise<void> => {
      isSending = true;
      try {
        while (isAsked && socket.readyState === WebSocket.OPEN) {
          isAsked = false;
          const set = await transcript.readAfter(conversationId, place);
          // The conversation was erased.
          if (!set) return socket.close(GOING_AWAY);
          if (set.activities.length === 0) continue;
          if (socket.bufferedAmount > limits.bufferedBytes) return socket.terminate();
          place = Number(set.watermark);
          socket.send(JSON.stringify(set));
        }
      } catch (error) {
        log.error({ event: 'stream-failed', ...errorFields(error) });
        // The client comes back, and goes on from where it was.
        socket.close(GOING_AWAY);
      } finally {
        isSending = false;
      }
    };
    return () => {
      isAsked = true;
      if (!isSending) void sendAll();
    };
  };

  const heartbeat = setInterval(() => {
    for (const reader of readers) {
      if (!reader.isAlive || reader.socket.bufferedAmount > limits.bufferedBytes) {
        reader.socket.terminate();
        continue;
      }
      reader.isAlive = false;
      reader.socket.ping();
      // Clients of Direct Line take an empty frame for a sign of life; proxies see traffic.
      reader.socket.send('');
    }
  }, limits.heartbeatMilliseconds);
  heartbeat.unref();

  return {
    isStream: ({ url = '', headers }) =>
      headers.upgrade?.toLowerCase() === 'websocket' && STREAM_PATH.test(url.split('?', 1)[0] ?? ''),

    upgrade(request, socket, head) {
      socket.on('error', () => undefined);
      const refuseWith = (code: RefusalCode): void => {
        metrics.countRefusal(code);
        const { status, body } = refusalOf(code);
        const text = JSON.stringify(body);
        const headers = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close`;
        socket.end(`HTTP/1.1 ${status} Refused\r\n${headers}\r\n\r\n${text}`);
      };
      if (stopped !== undefined) return refuseWith('Unavailable');
      if (!origins.isWelcome(request.headers)) return refuseWith('OriginRefused');
      const ticket = ticketOf(new URL(request.url ?? '', 'http://localhost'));
      if (!ticket) return refuseWith('TicketInvalid');
      const address = addressOf(request, parts.trustedProxies);
      const refusal = refusalFor(address, ticket.conversationId);
      if (refusal) return refuseWith(refusal);
      sockets.handleUpgrade(request, socket, head, (opened) => serve(opened, ticket, address));
    },

    stop() {
      stopped ??= closeAll();
      return stopped;
    },
  };

  async function closeAll(): Promise<void> {
    clearInterval(heartbeat);
    const closed = [...readers].map(
      ({ socket }) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    for (const { socket } of readers) socket.close(GOING_AWAY);
    const cut = setTimeout(() => {
      for (const { socket } of readers) socket.terminate();
    }, CLOSE_WITHIN_MILLISECONDS);
    await Promise.all(closed);
    clearTimeout(cut);
  }
}
