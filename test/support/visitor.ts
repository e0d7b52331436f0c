// A browser's requests to the web chat, one by one, where a test wants to see each; what is not said is right in everything.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { askToken, type ChatActivity, type ChatToken } from './web-chat-client';

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export interface Sent {
  readonly method?: string;
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Sends a request below /v3/directline of the app; a body that is a string goes as it is. */
export async function ask(app: { readonly url: string }, path: string, sent: Sent = {}): Promise<Answer> {
  const { method = 'GET', token, headers = {}, body } = sent;
  const response = await fetch(`${app.url}/v3/directline${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? {} : JSON.parse(text), headers: response.headers };
}

export interface Visitor extends ChatToken {
  readonly streamUrl: string;
  post(activity: object, sent?: Sent): Promise<Answer>;
  say(text: string, clientActivityID?: string): Promise<Answer>;
  poll(watermark?: string): Promise<Answer>;
  /** All that was said so far. */
  history(): Promise<readonly ChatActivity[]>;
  /** A new address of a stream, from this place on. */
  newStreamUrl(watermark?: string): Promise<string>;
}

/** A patient whose conversation has begun; `headers` go with every request. */
export async function createVisitor(
  app: { readonly url: string },
  headers: Record<string, string> = {},
): Promise<Visitor> {
  const given = await askToken(app, headers);
  const { token, conversationId } = given;
  const path = `/conversations/${conversationId}`;
  const start = await ask(app, '/conversations', { method: 'POST', token, headers, body: { user: {} } });
  if (start.status !== 201) throw new Error(`The start was answered with ${start.status}.`);
  const poll: Visitor['poll'] = (watermark = '') =>
    ask(app, `${path}/activities?watermark=${watermark}`, { token, headers });
  const post: Visitor['post'] = (activity, sent = {}) =>
    ask(app, `${path}/activities`, { method: 'POST', token, headers, body: activity, ...sent });
  return {
    ...given,
    streamUrl: String(start.body.streamUrl),
    post,
    poll,
    say: (text, clientActivityID) =>
      post({ type: 'message', text, ...(clientActivityID === undefined ? {} : { channelData: { clientActivityID } }) }),
    history: async () => (await poll()).body.activities as readonly ChatActivity[],
    newStreamUrl: async (watermark = '0') =>
      String((await ask(app, `${path}?watermark=${watermark}`, { token, headers })).body.streamUrl),
  };
}

export interface RawStream {
  readonly socket: Socket;
  /** Resolves once the other side is gone. */
  readonly closed: Promise<void>;
  /** Sends bytes as they are. */
  write(bytes: Buffer): void;
}

/** A stream by a client that shakes hands, and from then on answers nothing and keeps to no rule. */
export async function openRawStream(url: string, headers: readonly string[] = []): Promise<RawStream> {
  const { port, pathname, search } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const lines = [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...headers,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const [head] = (await once(socket, 'data')) as [Buffer];
  if (!head.toString('latin1').startsWith('HTTP/1.1 101')) throw new Error(head.toString('latin1').slice(0, 12));
  socket.resume();
  return { socket, closed, write: (bytes) => socket.write(bytes) };
}

export interface Heard {
  readonly socket: WebSocket;
  readonly frames: readonly string[];
  /** Resolves with the code, once the stream is closed. */
  readonly closed: Promise<number>;
  /** Resolves once a frame holds this text. */
  hear(text: string): Promise<void>;
}

/** Opens a stream as a browser does; rejects with the status where it is refused. */
export async function openStream(url: string, headers: Record<string, string> = {}): Promise<Heard> {
  const socket = new WebSocket(url, { headers });
  const frames: string[] = [];
  socket.on('message', (data) => frames.push(String(data)));
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, response) => {
      response.resume();
      reject(new Error(`HTTP ${response.statusCode}`));
    });
    socket.once('error', reject);
  });
  socket.on('error', () => undefined);
  return {
    socket,
    frames,
    closed,
    async hear(text) {
      while (!frames.some((frame) => frame.includes(text))) await once(socket, 'message');
    },
  };
}
