// What can be read at an address, by GET; HEAD asks whether it is there, as monitors do, and gets the same without the body.
import type { RequestHandler, Server } from 'restify';

export function addPage(server: Server, path: string, handler: RequestHandler): void {
  server.get(path, handler);
  server.head(path, handler);
}
