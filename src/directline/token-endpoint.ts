// POST /api/directline/token: what a page needs to open the chat, whether the chat is ours or goes through Azure.
import type { Request, RequestHandler, Response } from 'restify';
import { stateKey } from '../bot/state-key';
import type { AzureAnswer, AzureQuestion } from './azure-token';
import type { Origins } from './origins';
import type { Refusals } from './refusals';
import { TOKEN_SECONDS, type Tokens } from './tokens';
import { keyOf } from './transcript';

export interface TokenEndpointParts {
  readonly tokens: Tokens;
  readonly origins: Origins;
  /** Set where the chat goes through Azure. */
  readonly azure: { readonly url: string; ask(question: AzureQuestion): Promise<AzureAnswer> } | undefined;
  readonly refusals: Refusals;
}

/** Where the routes of the web chat stand on this service. */
export const DIRECT_LINE_PATH = '/v3/directline';
/** The channel by which what comes through Azure's Direct Line is known to the bot. */
const AZURE_CHANNEL = 'directline';

export function createTokenEndpoint({ tokens, origins, azure, refusals }: TokenEndpointParts): RequestHandler {
  return async (request: Request, response: Response): Promise<void> => {
    const own = origins.ownOrigin(request.headers) ?? '';
    const holder = tokens.newHolder();
    if (!azure) {
      const { conversationId } = holder;
      response.send(200, {
        token: tokens.issue(holder),
        conversationId,
        expires_in: TOKEN_SECONDS,
        domain: own + DIRECT_LINE_PATH,
        pass: tokens.issuePass(keyOf(conversationId)),
      });
      return;
    }
    const answer = await azure.ask({ userId: holder.userId, trustedOrigins: [own, ...origins.others] });
    if (answer === 'refused') return void refusals.send(response, 'AzureRefused');
    if (answer === 'unreachable') return void refusals.send(response, 'Unavailable');
    const key = stateKey({ channelId: AZURE_CHANNEL, conversation: { id: answer.conversationId } });
    response.send(200, { ...answer, domain: azure.url, pass: tokens.issuePass(key) });
  };
}
