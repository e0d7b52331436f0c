// Bytes to the service as no well-behaved client would send them, and what comes back.
import { connect } from 'node:net';

export interface RawAnswer {
  readonly text: string;
  readonly status: number | undefined;
  /** The body of a refusal must be no more than this. */
  readonly body: string;
}

/** Sends the text, waits until the other side closes, and gives what it said. */
export function sendRaw(url: string, text: string): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text, 'latin1'));
    let answer = '';
    socket.on('data', (data) => {
      answer += data.toString();
    });
    // A reset is an end as well.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1];
      resolve({
        text: answer,
        status: status === undefined ? undefined : Number(status),
        body: answer.split('\r\n\r\n').slice(1).join(''),
      });
    });
  });
}

export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** One request of which every byte is ours; the connection ends with the answer. */
export function rawRequest({ method = 'GET', path = '/healthz', headers = [], body = '' }: RawRequest): string {
  const length = body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body, 'latin1')}`];
  return [`${method} ${path} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...length, ...headers, '', body].join(
    '\r\n',
  );
}
