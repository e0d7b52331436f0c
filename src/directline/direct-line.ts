// Joins the parts of the web chat.
import type { Server } from 'restify';
import type { Bot } from '../bot/bot';
import { createTurnQueue } from '../bot/turn-queue';
import type { Config } from '../config';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import type { StateStorage } from '../state/state-storage';
import { createAzureTokens } from './azure-token';
import { createConversations } from './conversations';
import { createCors } from './cors';
import { DirectLineAdapter } from './direct-line-adapter';
import { createEndpoints } from './endpoints';
import { createGuards } from './guards';
import { createOrigins } from './origins';
import { createRateLimits, type Limited, RATE_LIMITS, type RateLimit } from './rate-limits';
import { createRefusals } from './refusals';
import { addDirectLineRoutes } from './routes';
import { createStream, STREAM_LIMITS, type StreamLimits } from './stream';
import { createTokenEndpoint } from './token-endpoint';
import { createTokens, type Pass } from './tokens';
import { createTranscript } from './transcript';

/** What tests set lower. */
export interface DirectLineLimits {
  readonly rates?: Partial<Record<Limited, RateLimit>>;
  readonly streams?: Partial<StreamLimits>;
  readonly azureMilliseconds?: number;
}

export interface DirectLineParts {
  readonly config: Config;
  readonly storage: StateStorage;
  readonly bot: Bot;
  /** Erases the state under a key, after the turn at hand. */
  readonly eraseState: (key: string) => Promise<void>;
  readonly onTurnError: NonNullable<DirectLineAdapter['onTurnError']>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => Date;
  readonly limits?: DirectLineLimits;
}

/** The name of the key that signs tokens and passes. */
const KEY = 'web-chat';

export function createDirectLine({
  config,
  storage,
  bot,
  eraseState,
  onTurnError,
  metrics,
  log,
  now,
  limits = {},
}: DirectLineParts) {
  const origins = createOrigins(config);
  const refusals = createRefusals(metrics);
  const tokens = createTokens(storage.secret(KEY), now);
  const transcript = createTranscript(storage.log);
  const adapter = new DirectLineAdapter(transcript.say);
  adapter.onTurnError = onTurnError;
  const queue = createTurnQueue();
  const conversations = createConversations({ log: storage.log, transcript, adapter, bot, queue });
  const { TRUSTED_PROXIES: trustedProxies, DIRECT_LINE_SECRET: secret, DIRECT_LINE_URL: url } = config;
  const stream = createStream({
    tokens,
    origins,
    transcript,
    refusals,
    trustedProxies,
    limits: { ...STREAM_LIMITS, ...limits.streams },
    metrics,
    log,
  });
  const azure =
    secret === undefined
      ? undefined
      : {
          url,
          ask: createAzureTokens({
            url,
            secret,
            log,
            ...(limits.azureMilliseconds === undefined ? {} : { withinMilliseconds: limits.azureMilliseconds }),
          }),
        };
  return {
    tokens,
    stream,
    before: createCors(origins),
    addRoutes: (server: Server): void =>
      addDirectLineRoutes(server, {
        guards: createGuards({
          tokens,
          origins,
          limits: createRateLimits({ ...RATE_LIMITS, ...limits.rates }),
          refusals,
          trustedProxies,
          log,
        }),
        endpoints: createEndpoints({ tokens, origins, transcript, conversations, refusals, metrics, log }),
        token: createTokenEndpoint({ tokens, origins, transcript, azure, refusals }),
        refusals,
      }),
    /** Erases the conversation that a pass opens, whether it is ours or only its state is. */
    erase: ({ stateKey, holder }: Pass): Promise<void> => (holder ? conversations.erase(holder) : eraseState(stateKey)),
    /** Resolves when no turn is at hand. */
    drain: (): Promise<void> => queue.drain(),
  };
}
