// One stream at work: a client that is sent what its conversation says, from a place on.
// Invariant: it reads the log, so it loses and doubles nothing; and it reads on only when the client has taken what was sent.
import { WebSocket } from 'ws';
import { errorFields, type Log } from '../log';
import type { Ticket } from './tokens';
import type { Transcript } from './transcript';

/** How much is read and sent at a time. */
const MOST_ACTIVITIES_A_FRAME = 10;
/** Clients have nothing to say here but an empty frame now and then. */
const MOST_FRAMES_A_HEARTBEAT = 100;
export const GOING_AWAY = 1001;

export interface StreamReader {
  readonly socket: WebSocket;
  readonly conversationId: string;
  readonly address: string;
  /** Asks for a sign of life, and cuts the line where the last one was not answered: it is dead, or nobody reads. */
  beat(): void;
}

export interface StreamReaderParts {
  readonly socket: WebSocket;
  readonly ticket: Ticket;
  readonly address: string;
  readonly transcript: Transcript;
  readonly log: Log;
}

export function createStreamReader({ socket, ticket, address, transcript, log }: StreamReaderParts): StreamReader {
  const { conversationId } = ticket;
  let place = ticket.after;
  let isSending = false;
  let isAsked = false;
  let isAlive = true;
  let frames = 0;

  const sendAll = async (): Promise<void> => {
    isSending = true;
    try {
      while (isAsked && socket.readyState === WebSocket.OPEN) {
        isAsked = false;
        const set = await transcript.readAfter(conversationId, place, MOST_ACTIVITIES_A_FRAME);
        // The conversation was erased.
        if (!set) return socket.close(GOING_AWAY);
        if (set.activities.length === 0) continue;
        isAsked = true;
        place = Number(set.watermark);
        await new Promise<void>((resolve) => socket.send(JSON.stringify(set), () => resolve()));
      }
    } catch (error) {
      log.error({ event: 'stream-failed', ...errorFields(error) });
      // The client comes back, and goes on from where it was.
      socket.close(GOING_AWAY);
    } finally {
      isSending = false;
    }
  };
  /** Sends what is new; asked again while at it, it looks once more. */
  const send = (): void => {
    isAsked = true;
    if (!isSending) void sendAll();
  };
  const countFrame = (): void => {
    frames += 1;
    if (frames > MOST_FRAMES_A_HEARTBEAT) socket.terminate();
  };

  const unsubscribe = transcript.subscribe(conversationId, send);
  socket.on('message', countFrame);
  socket.on('ping', countFrame);
  socket.on('pong', () => {
    isAlive = true;
    countFrame();
  });
  // A frame that is none, or too large: the library closes the line, and says why here.
  socket.on('error', () => undefined);
  socket.on('close', unsubscribe);
  send();

  return {
    socket,
    conversationId,
    address,
    beat() {
      if (!isAlive) return socket.terminate();
      isAlive = false;
      frames = 0;
      socket.ping();
      // Clients of Direct Line take an empty frame for a sign of life; proxies see traffic.
      socket.send('');
    },
  };
}
