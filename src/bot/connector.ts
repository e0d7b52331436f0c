// How replies reach a channel: within a time limit, tried twice at most, and nowhere but where replies may go.
import type { ConnectorClient } from 'botframework-connector';

/** Channels give up on a turn after 15 seconds; both tries must end before. */
const SEND_WITHIN_MILLISECONDS = 5_000;

export interface ConnectorLimits {
  readonly sendWithinMilliseconds?: number;
  readonly isAllowed: (url: string) => boolean;
}

interface OutgoingRequest {
  readonly url: string;
  timeout: number;
}
interface Policy {
  readonly name: string;
  sendRequest(request: OutgoingRequest, next: (request: OutgoingRequest) => Promise<Answer>): Promise<Answer>;
}
interface Answer {
  readonly status: number;
}
interface Pipeline {
  addPolicy(policy: Policy): void;
  removePolicy(policy: { readonly name: string }): unknown;
}

/**
 * The library follows redirects to anywhere, waits without end, and tries four times over seven seconds, during which the
 * conversation stands still. Its options do not reach its HTTP pipeline, so that is changed in place.
 */
export function limitConnector(connector: ConnectorClient, limits: ConnectorLimits): ConnectorClient {
  const { pipeline } = (connector as unknown as { readonly client: { readonly pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.addPolicy({
    name: 'preconsultLimits',
    async sendRequest(request, next) {
      if (!limits.isAllowed(request.url)) throw new Error('Replies may not be sent to this address.');
      request.timeout = limits.sendWithinMilliseconds ?? SEND_WITHIN_MILLISECONDS;
      try {
        const answer = await next(request);
        return answer.status === 429 || answer.status >= 500 ? await next(request) : answer;
      } catch (error) {
        // What took too long would take too long again.
        if (error instanceof Error && error.name === 'AbortError') throw error;
        return next(request);
      }
    },
  });
  return connector;
}
