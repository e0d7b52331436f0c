// What browsers of other sites are told: which of them may call the web chat, and how. It goes ahead of the routes, so that
// refusals bear it as well: a browser hides the status of an answer without it, and the client would try again and again.
import type { RequestHandler } from 'restify';
import type { Origins } from './origins';

const PATHS = /^\/(?:v3\/directline|api\/directline)(?:\/|$|\?)/;

export function createCors(origins: Origins): RequestHandler {
  return (request, response, next) => {
    if (!PATHS.test(request.url ?? '')) return next();
    response.header('Vary', 'Origin');
    const { origin } = request.headers;
    if (origin !== undefined && origins.isWelcome(request.headers)) {
      response.header('Access-Control-Allow-Origin', origin);
      response.header('Access-Control-Expose-Headers', 'Retry-After');
    }
    if (request.method !== 'OPTIONS') return next();
    response.header('Access-Control-Allow-Methods', 'GET, POST, DELETE');
    response.header('Access-Control-Allow-Headers', 'authorization, content-type, x-ms-bot-agent, x-requested-with');
    response.header('Access-Control-Max-Age', '600');
    response.send(204);
    return next(false);
  };
}
