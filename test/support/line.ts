// A line between a client and the app that a test can cut, as a phone in a lift does: a plain TCP relay.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Line {
  readonly url: string;
  /** Cuts every connection that is open; new ones are served. */
  cut(): void;
  close(): Promise<void>;
}

export async function startLine(app: { readonly url: string }): Promise<Line> {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(new URL(app.url).port), '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const cut = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
