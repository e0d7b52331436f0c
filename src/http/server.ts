// The HTTP server: the route table on one screen. Refusals leave in the shape of refusals.ts; those of the web chat in their own.
import type { Server as HttpServer } from 'node:http';
import { createServer, plugins, type RequestHandler, type Server } from 'restify';
import type { Stream } from '../directline/stream';
import { CONNECTION_LIMITS, type ConnectionLimits, limitConnections } from './connections';
import { createJsonBodyReader } from './json-body';
import { addPage } from './page-route';
import { refusalBody, refuse } from './refusals';
import { upgradeStreams } from './upgrades';
import type { WebRoutes } from './web-routes';

/** The largest request body, in bytes. */
const MOST_BODY_BYTES = 256 * 1024;

export interface Endpoints {
  /** Undefined where the service takes the web chat alone. */
  readonly messages: RequestHandler | undefined;
  /** The web chat: what goes ahead of every route, its routes, and its streams. */
  readonly directLine: {
    readonly before: RequestHandler;
    addRoutes(server: Server): void;
    readonly stream: Pick<Stream, 'isStream' | 'upgrade'>;
  };
  /** The pages and files of the web chat. */
  readonly web: WebRoutes;
  readonly health: RequestHandler;
  readonly readiness: RequestHandler;
  readonly metrics: RequestHandler;
}

export interface HttpServerOptions {
  readonly trustedProxies: number;
  readonly connections?: ConnectionLimits;
}

export function createHttpServer(
  { messages, directLine, web, health, readiness, metrics }: Endpoints,
  { trustedProxies, connections = CONNECTION_LIMITS }: HttpServerOptions,
): Server {
  const server = createServer({ name: 'preconsult', handleUncaughtExceptions: false });
  limitConnections(server.server as HttpServer, connections, trustedProxies);
  // Restify listens for upgrades and does nothing about them: such a socket would stay open for ever, and stop() with it.
  server.server.removeAllListeners('upgrade');
  upgradeStreams(server.server, directLine.stream);
  server.pre(securityHeaders);
  server.pre(readableAddress);
  server.pre(plugins.pre.sanitizePath());
  server.pre(directLine.before);
  server.on('restifyError', plainRefusal);

  if (messages) server.post('/api/messages', createJsonBodyReader(MOST_BODY_BYTES), messages);
  directLine.addRoutes(server);
  web.addRoutes(server);
  addPage(server, '/healthz', health);
  addPage(server, '/readyz', readiness);
  addPage(server, '/metrics', metrics);
  return server;
}

const securityHeaders: RequestHandler = (_request, response, next) => {
  response.header('X-Content-Type-Options', 'nosniff');
  response.header('Cache-Control', 'no-store');
  return next();
};

/** Restify reads the address outside of every handler: one that it cannot read would end the process. */
const readableAddress: RequestHandler = (request, response, next) => {
  try {
    request.getUrl();
  } catch {
    refuse(response, 400);
    return next(false);
  }
  return next();
};

interface HttpError {
  statusCode?: number;
  toJSON?: () => unknown;
  toString?: () => string;
}

/** Restify puts the words of the fault into the body; a caller only learns what it can do about it. */
function plainRefusal(_request: unknown, _response: unknown, error: HttpError, done: () => void): void {
  const body = refusalBody(error.statusCode ?? 500);
  error.toJSON = () => body;
  error.toString = () => body.message;
  done();
}
