// POST /api/directline/token: what a page needs to open the chat, whether the chat is ours or goes through Azure; or, with the
// pass of a conversation of ours, what it needs to go on with that after its token has expired.
import type { Request, RequestHandler, Response } from 'restify';
import { z } from 'zod';
import { stateKey } from '../bot/state-key';
import type { AzureAnswer, AzureQuestion } from './azure-token';
import type { Origins } from './origins';
import type { Refusals } from './refusals';
import { type Holder, TOKEN_SECONDS, type Tokens } from './tokens';
import { keyOf, type Transcript } from './transcript';

export interface TokenEndpointParts {
  readonly tokens: Tokens;
  readonly origins: Origins;
  readonly transcript: Pick<Transcript, 'lastPlace'>;
  /** Set where the chat goes through Azure. */
  readonly azure: { readonly url: string; ask(question: AzureQuestion): Promise<AzureAnswer> } | undefined;
  readonly refusals: Refusals;
}

/** Where the routes of the web chat stand on this service. */
export const DIRECT_LINE_PATH = '/v3/directline';
/** The channel by which what comes through Azure's Direct Line is known to the bot. */
const AZURE_CHANNEL = 'directline';

const bodySchema = z.object({ pass: z.string().max(2_000).optional() });

export function createTokenEndpoint(parts: TokenEndpointParts): RequestHandler {
  const { tokens, origins, transcript, azure, refusals } = parts;
  const openOurs = (own: string, holder: Holder): object => ({
    token: tokens.issue(holder),
    conversationId: holder.conversationId,
    expires_in: TOKEN_SECONDS,
    domain: own + DIRECT_LINE_PATH,
    pass: tokens.issuePass({ stateKey: keyOf(holder.conversationId), holder }),
  });

  const goOn = async (own: string, pass: string, response: Response): Promise<unknown> => {
    const opened = tokens.verifyPass(pass);
    if (!opened) return refusals.send(response, 'PassInvalid');
    const { holder } = opened;
    const isThere = holder !== undefined && (await transcript.lastPlace(holder.conversationId)) !== undefined;
    if (!isThere) return refusals.send(response, 'ConversationUnknown');
    return response.send(200, openOurs(own, holder));
  };

  return async (request: Request, response: Response): Promise<void> => {
    const body = bodySchema.safeParse(request.body);
    if (!body.success) return void refusals.send(response, 'BadBody');
    const own = origins.ownOrigin(request.headers) ?? '';
    if (body.data.pass !== undefined) return void (await goOn(own, body.data.pass, response));
    const holder = tokens.newHolder();
    if (!azure) return void response.send(200, openOurs(own, holder));
    const answer = await azure.ask({ userId: holder.userId, trustedOrigins: [own, ...origins.others] });
    if (answer === 'refused') return void refusals.send(response, 'AzureRefused');
    if (answer === 'unreachable') return void refusals.send(response, 'Unavailable');
    const key = stateKey({ channelId: AZURE_CHANNEL, conversation: { id: answer.conversationId } });
    response.send(200, { ...answer, domain: azure.url, pass: tokens.issuePass({ stateKey: key }) });
  };
}
