// What stands before the web chat's endpoints: who may open a chat, how often, and whose conversation it is.
import type { Request, RequestHandler, Response } from 'restify';
import { errorFields, type Log } from '../log';
import { addressOf } from './address';
import type { Origins } from './origins';
import type { Limited, RateLimits } from './rate-limits';
import type { Refusals } from './refusals';
import type { Holder, Tokens } from './tokens';

export interface GuardParts {
  readonly tokens: Tokens;
  readonly origins: Origins;
  readonly limits: RateLimits;
  readonly refusals: Refusals;
  readonly trustedProxies: number;
  readonly log: Log;
}

/** An endpoint for whoever holds a token. */
export type HolderHandler = (request: Request, response: Response, holder: Holder) => Promise<unknown>;

export interface Guards {
  /** Lets in who may open a chat here, at an address that can be told to them. */
  readonly welcome: RequestHandler;
  /** Lets in who does not come too often. */
  limit(what: Limited): RequestHandler;
  /** Lets the holder of a token in, to their own conversation alone. */
  held(handle: HolderHandler): RequestHandler;
}

export function createGuards({ tokens, origins, limits, refusals, trustedProxies, log }: GuardParts): Guards {
  return {
    welcome: async ({ headers }, response) => {
      if (!origins.isWelcome(headers)) return refusals.send(response, 'OriginRefused');
      return origins.ownOrigin(headers) === undefined ? refusals.send(response, 'AddressUnclear') : undefined;
    },

    limit: (what) => async (request, response) => {
      const seconds = await limits.take(what, addressOf(request, trustedProxies));
      if (seconds === undefined) return undefined;
      response.header('Retry-After', String(seconds));
      return refusals.send(response, 'TooManyRequests');
    },

    held: (handle) => async (request, response) => {
      const [, token] = /^Bearer (\S+)$/i.exec(request.header('authorization', '')) ?? [];
      if (token === undefined) return refusals.send(response, 'TokenMissing');
      const holder = tokens.verify(token);
      if (holder === 'expired') return refusals.send(response, 'TokenExpired');
      if (holder === 'forged') return refusals.send(response, 'TokenInvalid');
      const { id } = request.params as { readonly id?: string };
      if (id !== undefined && id !== holder.conversationId) return refusals.send(response, 'ConversationForeign');
      try {
        await handle(request, response, holder);
      } catch (error) {
        log.error({ event: 'web-chat-failed', ...errorFields(error) });
        refusals.send(response, 'Unavailable');
      }
      return undefined;
    },
  };
}
