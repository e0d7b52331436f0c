// What each request of the web chat does, once its guards have let it in.
import type { Request, RequestHandler } from 'restify';
import { z } from 'zod';
import { dropBody } from '../http/json-body';
import { errorFields, type Log } from '../log';
import type { Metrics } from '../metrics';
import { parsePosted } from './activity';
import type { Conversations } from './conversations';
import type { HolderHandler } from './guards';
import type { Origins } from './origins';
import type { Refusals } from './refusals';
import { DIRECT_LINE_PATH } from './token-endpoint';
import { type Holder, TOKEN_SECONDS, type Tokens } from './tokens';
import { readWatermark, type Transcript } from './transcript';

/** A photo of a phone. */
const MOST_UPLOAD_BYTES = 32 * 1024 * 1024;

const startSchema = z.object({ locale: z.string().max(100).optional() });

export interface EndpointParts {
  readonly tokens: Tokens;
  readonly origins: Origins;
  readonly transcript: Transcript;
  readonly conversations: Conversations;
  readonly refusals: Refusals;
  readonly metrics: Metrics;
  readonly log: Log;
}

export interface DirectLineEndpoints {
  readonly start: HolderHandler;
  readonly resume: HolderHandler;
  readonly poll: HolderHandler;
  readonly post: HolderHandler;
  readonly erase: HolderHandler;
  readonly refresh: HolderHandler;
  readonly upload: RequestHandler;
  readonly sessionId: RequestHandler;
}

export function createEndpoints(parts: EndpointParts): DirectLineEndpoints {
  const { tokens, origins, transcript, conversations, refusals, metrics, log } = parts;

  const renewed = (holder: Holder) => ({
    conversationId: holder.conversationId,
    token: tokens.issue(holder),
    expires_in: TOKEN_SECONDS,
  });
  /** What a client needs to talk and to listen, from the place on. */
  const opened = ({ headers }: Request, holder: Holder, after: number): object => {
    const { conversationId } = holder;
    const base = `${origins.ownOrigin(headers) ?? ''}${DIRECT_LINE_PATH}`.replace(/^http/, 'ws');
    const ticket = tokens.issueTicket({ conversationId, after });
    return { ...renewed(holder), streamUrl: `${base}/conversations/${conversationId}/stream?t=${ticket}` };
  };

  return {
    async start(request, response, holder) {
      const { locale } = startSchema.safeParse(request.body).data ?? {};
      const isNew = await conversations.start(holder, locale);
      if (isNew) metrics.countConversation();
      // From the beginning, also where it had begun: an answer that was lost on its way is asked for again.
      response.send(isNew ? 201 : 200, opened(request, holder, 0));
    },

    async resume(request, response, holder) {
      const isKnown = (await transcript.lastPlace(holder.conversationId)) !== undefined;
      if (!isKnown) return refusals.send(response, 'ConversationUnknown');
      return response.send(200, opened(request, holder, watermarkOf(request)));
    },

    async poll(request, response, holder) {
      const after = watermarkOf(request);
      // A client whose poll fails stops polling for good, so a store that fails looks like nothing new.
      const set = await transcript.readAfter(holder.conversationId, after).catch((error: unknown) => {
        log.error({ event: 'poll-failed', ...errorFields(error) });
        return { activities: [], watermark: String(after) };
      });
      return set ? response.send(200, set) : refusals.send(response, 'ConversationUnknown');
    },

    async post(request, response, holder) {
      const posted = parsePosted(request.body);
      if (!posted) return refusals.send(response, 'BadActivity');
      const id = await conversations.post(holder, posted);
      return id === undefined ? refusals.send(response, 'ConversationUnknown') : response.send(200, { id });
    },

    async erase(_request, response, holder) {
      await conversations.erase(holder);
      response.send(204);
    },

    async refresh(_request, response, holder) {
      response.send(200, renewed(holder));
    },

    upload: async (request, response) => {
      await dropBody(request, MOST_UPLOAD_BYTES);
      refusals.send(response, 'UploadsRefused');
    },

    /** Only cards that sign somebody in ask for it, and there are none. */
    sessionId: async (_request, response) => {
      refusals.send(response, 'NotFound');
    },
  };
}

/** From the beginning where there is none: a client whose line was cut before the first word has lost that too. */
function watermarkOf(request: Request): number {
  return readWatermark(new URLSearchParams(request.getQuery()).get('watermark')) ?? 0;
}
