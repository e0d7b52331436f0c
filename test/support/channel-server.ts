// A channel on loopback: a real HTTP server that takes the bot's replies, and fails in the ways that channels fail.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ChannelServer {
  readonly url: string;
  /** The activities that came, in order. */
  readonly received: Record<string, unknown>[];
  /** How many requests came, whatever became of them. */
  readonly requests: readonly string[];
  /** What it does with each request from now on. */
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

export type Behaviour =
  | 'take'
  | 'fail'
  | 'hang-up'
  | 'stay-silent'
  | { readonly redirectTo: string }
  | (() => Promise<void>);

export async function startChannel(host = '127.0.0.1'): Promise<ChannelServer> {
  const received: Record<string, unknown>[] = [];
  const requests: string[] = [];
  let behaviour: Behaviour = 'take';
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body: Buffer[] = [];
    for await (const chunk of request) body.push(chunk as Buffer);
    requests.push(`${request.method} ${request.url}`);
    if (behaviour === 'stay-silent') return;
    if (behaviour === 'hang-up') request.socket.destroy();
    else if (behaviour === 'fail') end(response, 500, 'no');
    else if (typeof behaviour === 'object') {
      response.setHeader('location', behaviour.redirectTo);
      end(response, 307, '');
    } else {
      received.push(JSON.parse(Buffer.concat(body).toString()));
      if (behaviour !== 'take') await behaviour();
      response.setHeader('content-type', 'application/json');
      end(response, 200, '{"id":"1"}');
    }
  };
  // The bot may hang up first; then there is nobody to answer.
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    received,
    requests,
    behave(next) {
      behaviour = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Step by step: restify puts methods of its own on every response of the process, and those cannot be chained. */
function end(response: ServerResponse, status: number, body: string): void {
  response.statusCode = status;
  response.end(body);
}
