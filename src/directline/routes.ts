// The web chat's endpoint: Direct Line 3.0 as botframework-directlinejs speaks it, on one screen.
// Invariant: each status is the one at which that client does the right thing; docs/decisions/0006 has the table.
import type { Request, RequestHandler, Response, Server } from 'restify';
import { z } from 'zod';
import { createJsonBodyReader, dropBody } from '../http/json-body';
import { errorFields, type Log } from '../log';
import type { Metrics } from '../metrics';
import { parsePosted } from './activity';
import { addressOf } from './address';
import type { Conversations } from './conversations';
import type { Origins } from './origins';
import type { Limited, RateLimits } from './rate-limits';
import { type RefusalCode, refuse as sendRefusal } from './refusals';
import { DIRECT_LINE_PATH } from './token-endpoint';
import { type Holder, TOKEN_SECONDS, type Tokens } from './tokens';
import { readWatermark, type Transcript } from './transcript';

const MOST_BODY_BYTES = 32 * 1024;
/** A photo of a phone. */
const MOST_UPLOAD_BYTES = 32 * 1024 * 1024;

const startSchema = z.object({ locale: z.string().max(100).optional() });

export interface RoutesParts {
  readonly tokens: Tokens;
  readonly origins: Origins;
  readonly limits: RateLimits;
  readonly transcript: Transcript;
  readonly conversations: Conversations;
  readonly tokenEndpoint: RequestHandler;
  readonly trustedProxies: number;
  readonly metrics: Metrics;
  readonly log: Log;
}

type Handle = (request: Request, response: Response, holder: Holder) => Promise<void>;

export function addDirectLineRoutes(server: Server, parts: RoutesParts): void {
  const { tokens, origins, limits, transcript, conversations, metrics, log } = parts;
  const body = createJsonBodyReader(MOST_BODY_BYTES);

  const refuse = (response: Response, code: RefusalCode): false => {
    metrics.countRefusal(code);
    sendRefusal(response, code);
    return false;
  };

  const welcome: RequestHandler = async (request, response) =>
    origins.isWelcome(request.headers) ? undefined : refuse(response, 'OriginRefused');

  const limit =
    (what: Limited): RequestHandler =>
    async (request, response) => {
      const seconds = await limits.take(what, addressOf(request, parts.trustedProxies));
      if (seconds === undefined) return undefined;
      response.header('Retry-After', String(seconds));
      return refuse(response, 'TooManyRequests');
    };

  /** Lets the holder of a token in, to their own conversation alone. */
  const held =
    (handle: Handle): RequestHandler =>
    async (request, response) => {
      const [, token] = /^Bearer (\S+)$/i.exec(request.header('authorization', '')) ?? [];
      if (token === undefined) return refuse(response, 'TokenMissing');
      const holder = tokens.verify(token);
      if (holder === 'expired') return refuse(response, 'TokenExpired');
      if (holder === 'forged') return refuse(response, 'TokenInvalid');
      const { id } = request.params as { readonly id?: string };
      if (id !== undefined && id !== holder.conversationId) return refuse(response, 'ConversationForeign');
      try {
        await handle(request, response, holder);
      } catch (error) {
        log.error({ event: 'web-chat-failed', ...errorFields(error) });
        refuse(response, 'Unavailable');
      }
      return undefined;
    };

  const opened = (request: Request, holder: Holder, after: number): object => {
    const { conversationId } = holder;
    const origin = origins.ownOrigin(request.headers) ?? '';
    const ticket = tokens.issueTicket({ conversationId, after });
    return {
      conversationId,
      token: tokens.issue(holder),
      expires_in: TOKEN_SECONDS,
      streamUrl: `${origin.replace(/^http/, 'ws')}${DIRECT_LINE_PATH}/conversations/${conversationId}/stream?t=${ticket}`,
    };
  };
  const at = (path: string): string => DIRECT_LINE_PATH + path;

  server.post('/api/directline/token', welcome, limit('token'), body, parts.tokenEndpoint);

  server.post(
    at('/conversations'),
    welcome,
    limit('start'),
    body,
    held(async (request, response, holder) => {
      const { locale } = startSchema.safeParse(request.body).data ?? {};
      const isNew = await conversations.start(holder, locale);
      // From the beginning, also where it had begun: an answer that was lost on its way is asked for again.
      response.send(isNew ? 201 : 200, opened(request, holder, 0));
    }),
  );

  server.get(
    at('/conversations/:id'),
    held(async (request, response, holder) => {
      const last = await transcript.lastPlace(holder.conversationId);
      if (last === undefined) return void refuse(response, 'ConversationUnknown');
      response.send(200, opened(request, holder, watermarkOf(request) ?? last));
    }),
  );

  server.get(
    at('/conversations/:id/activities'),
    held(async (request, response, holder) => {
      const after = watermarkOf(request) ?? 0;
      // A client whose poll fails stops polling for good, so a store that fails looks like nothing new.
      const set = await transcript.readAfter(holder.conversationId, after).catch((error: unknown) => {
        log.error({ event: 'poll-failed', ...errorFields(error) });
        return { activities: [], watermark: String(after) };
      });
      if (!set) return void refuse(response, 'ConversationUnknown');
      response.send(200, set);
    }),
  );

  server.post(
    at('/conversations/:id/activities'),
    limit('post'),
    body,
    held(async (request, response, holder) => {
      const posted = parsePosted(request.body);
      if (!posted) return void refuse(response, 'BadActivity');
      const id = await conversations.post(holder, posted);
      if (id === undefined) return void refuse(response, 'ConversationUnknown');
      response.send(200, { id });
    }),
  );

  server.post(at('/conversations/:id/upload'), async (request, response) => {
    await dropBody(request, MOST_UPLOAD_BYTES);
    refuse(response, 'UploadsRefused');
  });

  server.del(
    at('/conversations/:id'),
    held(async (_request, response, holder) => {
      await conversations.erase(holder);
      response.send(204);
    }),
  );

  server.post(
    at('/tokens/refresh'),
    held(async (_request, response, holder) => {
      response.send(200, {
        conversationId: holder.conversationId,
        token: tokens.issue(holder),
        expires_in: TOKEN_SECONDS,
      });
    }),
  );

  server.get(at('/session/getsessionid'), async (_request, response) => void refuse(response, 'NotFound'));
}

function watermarkOf(request: Request): number | undefined {
  return readWatermark(new URLSearchParams(request.getQuery()).get('watermark'));
}
