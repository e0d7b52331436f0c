// The HTTP server: the route table on one screen, and its limits. Refusals leave in the one shape of refusals.ts.
import { createServer, plugins, type RequestHandler, type Server } from 'restify';
import type { Stream } from '../directline/stream';
import { createJsonBodyReader } from './json-body';
import { refusalBody } from './refusals';
import { upgradeStreams } from './upgrades';

/** The largest request body, in bytes. */
const MOST_BODY_BYTES = 256 * 1024;

/** A caller who sends slowly, or not at all, holds no connection for longer. A turn takes less than the last of these. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 20_000, keepAliveTimeout: 5_000, timeout: 30_000 };
/** Beyond these a connection is dropped as it comes; the streams of the web chat have a lower limit of their own. */
const LIMITS = { ...TIMEOUTS, maxConnections: 6_000 };

export interface Endpoints {
  /** Undefined where the service takes the web chat alone. */
  readonly messages: RequestHandler | undefined;
  /** The web chat: what goes ahead of every route, its routes, and its streams. */
  readonly directLine: {
    readonly before: RequestHandler;
    addRoutes(server: Server): void;
    readonly stream: Pick<Stream, 'isStream' | 'upgrade'>;
  };
  readonly health: RequestHandler;
  readonly readiness: RequestHandler;
  readonly metrics: RequestHandler;
}

export function createHttpServer({ messages, directLine, health, readiness, metrics }: Endpoints): Server {
  const server = createServer({ name: 'preconsult', handleUncaughtExceptions: false });
  Object.assign(server.server, LIMITS);
  // Restify listens for upgrades and does nothing about them: such a socket would stay open for ever, and stop() with it.
  server.server.removeAllListeners('upgrade');
  upgradeStreams(server.server, directLine.stream);
  server.pre(securityHeaders);
  server.pre(plugins.pre.sanitizePath());
  server.pre(directLine.before);
  server.on('restifyError', plainRefusal);

  if (messages) server.post('/api/messages', createJsonBodyReader(MOST_BODY_BYTES), messages);
  directLine.addRoutes(server);
  server.get('/healthz', health);
  server.get('/readyz', readiness);
  server.get('/metrics', metrics);
  return server;
}

const securityHeaders: RequestHandler = (_request, response, next) => {
  response.header('X-Content-Type-Options', 'nosniff');
  response.header('Cache-Control', 'no-store');
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
