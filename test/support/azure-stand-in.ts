// A stand-in of Azure's Direct Line: an address of its own, at which our own endpoint answers, but where tokens are given for
// the secret alone and nobody can delete anything, as with Azure.
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { askToken } from './web-chat-client';

export interface AzureStandIn {
  readonly url: string;
  /** Which service answers behind it. */
  use(service: { readonly url: string }): void;
  stop(): Promise<void>;
}

export async function startAzureStandIn(secret: string): Promise<AzureStandIn> {
  let service = { url: '' };
  const server = createServer(async (asked, response) => {
    if (asked.url === '/v3/directline/tokens/generate') {
      const isKnown = asked.headers.authorization === `Bearer ${secret}`;
      const { token, conversationId, expires_in } = await askToken(service);
      response.writeHead(isKnown ? 200 : 403, { 'content-type': 'application/json' });
      response.end(JSON.stringify(isKnown ? { token, conversationId, expires_in } : {}));
    } else if (asked.method === 'DELETE') {
      response.writeHead(405).end();
    } else {
      const { method = 'GET', url = '/', headers } = asked;
      const passed = request(new URL(url, service.url), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      passed.on('error', () => response.destroy());
      asked.pipe(passed);
    }
  });
  server.on('upgrade', (asked: IncomingMessage, socket) => {
    const { hostname, port } = new URL(service.url);
    const line = connect(Number(port), hostname, () => {
      const headers = asked.rawHeaders.flatMap((name, at, all) => (at % 2 === 0 ? [`${name}: ${all[at + 1]}`] : []));
      line.write(`GET ${asked.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
      line.pipe(socket).pipe(line);
    });
    for (const end of [line, socket]) {
      end.on('error', () => undefined);
      end.on('close', () => {
        line.destroy();
        socket.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    use(behind) {
      service = behind;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
