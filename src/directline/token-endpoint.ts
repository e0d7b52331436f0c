// POST /api/directline/token: what a page needs to open the chat, whether the chat is ours or goes through Azure.
import type { Request, RequestHandler, Response } from 'restify';
import { stateKey } from '../bot/state-key';
import type { Metrics } from '../metrics';
import type { AzureAnswer, AzureQuestion } from './azure-token';
import type { Origins } from './origins';
import { type RefusalCode, refuse as sendRefusal } from './refusals';
import { TOKEN_SECONDS, type Tokens } from './tokens';
import { keyOf } from './transcript';

export interface TokenEndpointParts {
  readonly tokens: Tokens;
  readonly origins: Origins;
  /** Set where the chat goes through Azure. */
  readonly azure: { readonly url: string; ask(question: AzureQuestion): Promise<AzureAnswer> } | undefined;
  readonly metrics: Metrics;
}

/** Where the routes of the web chat stand on this service. */
export const DIRECT_LINE_PATH = '/v3/directline';
/** The channel by which what comes through Azure's Direct Line is known to the bot. */
const AZURE_CHANNEL = 'directline';

export function createTokenEndpoint({ tokens, origins, azure, metrics }: TokenEndpointParts): RequestHandler {
  const refuse = (response: Response, code: RefusalCode): void => {
    metrics.countRefusal(code);
    sendRefusal(response, code);
  };
  return async (request: Request, response: Response): Promise<void> => {
    const own = origins.ownOrigin(request.headers);
    if (own === undefined) return refuse(response, 'BadRequest');
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
    if (answer === 'refused') return refuse(response, 'AzureRefused');
    if (answer === 'unreachable') return refuse(response, 'Unavailable');
    const conversation = { id: answer.conversationId } as Parameters<typeof stateKey>[0]['conversation'];
    const pass = tokens.issuePass(stateKey({ channelId: AZURE_CHANNEL, conversation }));
    response.send(200, { ...answer, domain: azure.url, pass });
  };
}
