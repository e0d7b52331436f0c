// Asks Azure for a token of its Direct Line. Invariant: the secret goes to Azure alone, and Azure's words go to nobody.
import { z } from 'zod';
import { errorFields, type Log } from '../log';

export interface AzureToken {
  readonly token: string;
  readonly conversationId: string;
  readonly expires_in: number;
}

/** `refused`: Azure did not give a token. `unreachable`: it could not be asked, or wants to be asked later. */
export type AzureAnswer = AzureToken | 'refused' | 'unreachable';

export interface AzureQuestion {
  readonly userId: string;
  readonly trustedOrigins: readonly string[];
}

export interface AzureParts {
  readonly url: string;
  readonly secret: string;
  readonly withinMilliseconds?: number;
  readonly log: Log;
}

/** A patient waits meanwhile, and looks at an empty window. */
const ANSWER_WITHIN_MILLISECONDS = 8_000;

const answerSchema = z.object({
  token: z.string().min(1).max(20_000),
  conversationId: z.string().min(1).max(1_000),
  expires_in: z.number().min(60),
});

export function createAzureTokens(parts: AzureParts) {
  const { url, secret, withinMilliseconds = ANSWER_WITHIN_MILLISECONDS, log } = parts;
  return async ({ userId, trustedOrigins }: AzureQuestion): Promise<AzureAnswer> => {
    try {
      const response = await fetch(`${url}/tokens/generate`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ user: { id: userId }, trustedOrigins }),
        // The secret follows nobody elsewhere.
        redirect: 'error',
        signal: AbortSignal.timeout(withinMilliseconds),
      });
      const text = await response.text();
      const parsed = answerSchema.safeParse(parseJson(text));
      if (response.ok && parsed.success) return parsed.data;
      log.error({ event: 'azure-gave-no-token', status: response.status });
      return response.status === 429 || response.status >= 500 ? 'unreachable' : 'refused';
    } catch (error) {
      log.error({ event: 'azure-unreachable', ...errorFields(error) });
      return 'unreachable';
    }
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
