// The route table of the web chat: Direct Line 3.0 as botframework-directlinejs speaks it.
// Invariant: each status is the one at which that client does the right thing; docs/decisions/0006 has the table.
import type { RequestHandler, Server } from 'restify';
import { type BodyFault, createJsonBodyReader } from '../http/json-body';
import type { DirectLineEndpoints } from './endpoints';
import type { Guards } from './guards';
import type { RefusalCode, Refusals } from './refusals';
import { DIRECT_LINE_PATH } from './token-endpoint';

const MOST_BODY_BYTES = 32 * 1024;
const BODY_REFUSALS: Readonly<Record<BodyFault, RefusalCode>> = {
  400: 'BadBody',
  413: 'BodyTooLarge',
  415: 'BodyNotJson',
};

export interface RoutesParts {
  readonly guards: Guards;
  readonly endpoints: DirectLineEndpoints;
  readonly token: RequestHandler;
  readonly refusals: Refusals;
}

export function addDirectLineRoutes(server: Server, { guards, endpoints, token, refusals }: RoutesParts): void {
  const { welcome, limit, held } = guards;
  const body = createJsonBodyReader(MOST_BODY_BYTES, (response, fault) =>
    refusals.send(response, BODY_REFUSALS[fault]),
  );
  const at = (path: string): string => DIRECT_LINE_PATH + path;

  server.post('/api/directline/token', welcome, limit('token'), body, token);
  server.post(at('/conversations'), welcome, limit('start'), body, held(endpoints.start));
  server.get(at('/conversations/:id'), welcome, held(endpoints.resume));
  server.del(at('/conversations/:id'), held(endpoints.erase));
  server.get(at('/conversations/:id/activities'), held(endpoints.poll));
  server.post(at('/conversations/:id/activities'), limit('post'), body, held(endpoints.post));
  server.post(at('/conversations/:id/upload'), endpoints.upload);
  server.post(at('/tokens/refresh'), held(endpoints.refresh));
  server.get(at('/session/getsessionid'), endpoints.sessionId);
}
