// Requests that ask to become something else. Streams of the web chat do; any other is answered as if it had not asked, as
// some clients ask with every request (h2c).
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Stream } from '../directline/stream';

export function upgradeStreams(server: Server, stream: Pick<Stream, 'isStream' | 'upgrade'>): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (stream.isStream(request)) return stream.upgrade(request, socket, head);
    // Node has let go of the connection: it gets it back, with the request as it was but for the asking.
    socket.unshift(Buffer.concat([Buffer.from(withoutUpgrade(request), 'latin1'), head]));
    server.emit('connection', socket);
  });
}

function withoutUpgrade({ method, url, httpVersion, rawHeaders }: IncomingMessage): string {
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 1 || /^(upgrade|http2-settings)$/i.test(name) ? [] : [`${name}: ${rawHeaders[index + 1]}`],
  );
  return [`${method} ${url} HTTP/${httpVersion}`, ...headers, '', ''].join('\r\n');
}
