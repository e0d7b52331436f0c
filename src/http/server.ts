// The HTTP server: the route table on one screen, and the one shape in which every refusal leaves.
import { createServer, plugins, type RequestHandler, type Server } from 'restify';

/** The largest request body, in bytes. */
const MOST_BODY_BYTES = 256 * 1024;

export interface Endpoints {
  readonly messages: RequestHandler;
  readonly health: RequestHandler;
  readonly readiness: RequestHandler;
  readonly metrics: RequestHandler;
}

export function createHttpServer({ messages, health, readiness, metrics }: Endpoints): Server {
  const server = createServer({ name: 'preconsult', handleUncaughtExceptions: false });
  server.pre(plugins.pre.sanitizePath());
  server.use(securityHeaders);
  server.on('restifyError', plainRefusal);

  // @types/restify does not know maxBodySize, which the body reader behind this plugin takes.
  const limits = { maxBodySize: MOST_BODY_BYTES };
  const body = plugins.jsonBodyParser({ ...limits, mapParams: false, reviver: dropPrototypeKeys });
  server.post('/api/messages', body, messages);
  server.get('/healthz', health);
  server.get('/readyz', readiness);
  server.get('/metrics', metrics);
  return server;
}

const securityHeaders: RequestHandler = (_request, response, next) => {
  response.header('X-Content-Type-Options', 'nosniff');
  response.header('Cache-Control', 'no-store');
  response.header('Server', 'preconsult');
  return next();
};

/** Keys that could reach an object's prototype are no part of any activity. */
function dropPrototypeKeys(key: string, value: unknown): unknown {
  return key === '__proto__' || key === 'constructor' || key === 'prototype' ? undefined : value;
}

const REFUSALS: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BadRequest', 'The request could not be read.'],
  404: ['NotFound', 'There is nothing at this address.'],
  405: ['MethodNotAllowed', 'This address does not take that method.'],
  413: ['PayloadTooLarge', 'The body is too large.'],
  415: ['UnsupportedMediaType', 'The body must be JSON.'],
};
const OTHER_REFUSAL = ['InternalError', 'The request could not be handled.'] as const;

interface HttpError {
  statusCode?: number;
  toJSON?: () => unknown;
  toString?: () => string;
}

/** Restify puts the words of the fault into the body; a caller only learns what it can do about it. */
function plainRefusal(_request: unknown, _response: unknown, error: HttpError, done: () => void): void {
  const [code, message] = REFUSALS[error.statusCode ?? 500] ?? OTHER_REFUSAL;
  error.toJSON = () => ({ code, message });
  error.toString = () => message;
  done();
}
