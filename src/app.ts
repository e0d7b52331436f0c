// Joins the parts: createApp(config) checks the content and builds everything; start() serves, stop() ends without losing a turn.
import type { AddressInfo } from 'node:net';
import type { Server } from 'restify';
import { createMultilingual } from '../dialogs';
import { createAdapter } from './bot/adapter';
import { type BotParts, createBot } from './bot/bot';
import { createConversationStore } from './bot/conversation-store';
import { createOnTurnError } from './bot/on-turn-error';
import { createTurnQueue } from './bot/turn-queue';
import { webSettingsOf } from './clinic';
import type { Config } from './config';
import { createDirectLine, type DirectLineLimits } from './directline/direct-line';
import { Fault } from './errors';
import { openGapLog } from './gaps/open-gap-log';
import type { ConnectionLimits } from './http/connections';
import { createHealthHandler, createReadinessHandler } from './http/health';
import { createMessagesHandler } from './http/messages';
import { createMetricsHandler } from './http/metrics-page';
import { createHttpServer } from './http/server';
import { createSummaryHandlers } from './http/summary';
import { createWebPages } from './http/web-pages';
import { createWebRoutes } from './http/web-routes';
import { openLanguages } from './languages';
import { createLog, errorFields, type Log } from './log';
import { createMetrics } from './metrics';
import { createStorage } from './state/storage';
import { dayOf } from './today';

const MILLISECONDS_A_DAY = 24 * 60 * 60 * 1000;
const SWEEP_EVERY_MILLISECONDS = 60 * 60 * 1000;
/** The longest that requests at hand may take while stopping, and how often it is looked whether they are done. */
const FINISH_WITHIN_MILLISECONDS = 10_000;
const LOOK_EVERY_MILLISECONDS = 20;

export interface App {
  /** Serves; resolves with the address once it listens. Throws a Fault PORT_UNAVAILABLE where it cannot. */
  start(): Promise<{ readonly url: string }>;
  /** Takes no more, finishes the turns at hand, closes the store. */
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly log?: Log;
  /** The folder with the content, where it is not the project's own. */
  readonly contentFolder?: string;
  readonly now?: () => Date;
  /** Hears how each turn was routed, in which conversation: for tests, as channels other than the Emulator are not told. */
  readonly onTurn?: BotParts['onTurn'];
  /** Limits of the web chat, where they are not the usual ones. */
  readonly webChatLimits?: DirectLineLimits;
  readonly connections?: ConnectionLimits;
}

export function createApp(config: Config, options: AppOptions = {}): App {
  const { log = createLog(config.LOG_LEVEL), now = () => new Date() } = options;
  const languages = openLanguages(config, options.contentFolder);
  const contentVersion = languages.map(({ content }) => content.version).join('+');

  const metrics = createMetrics();
  const storage = createStorage(config.STATE_URL);
  const gaps = openGapLog(config, { languages, log, metrics, now });
  const queue = createTurnQueue();
  const conversation = createMultilingual(languages);
  const store = createConversationStore(storage, () => log.warn({ event: 'state-unreadable' }));
  const { MicrosoftAppId: appId } = config;
  const bot = createBot({
    conversation,
    store,
    queue,
    gaps,
    metrics,
    log,
    today: () => dayOf(now()),
    ...(appId === undefined ? {} : { appId }),
    ...(options.onTurn ? { onTurn: options.onTurn } : {}),
  });
  const adapter = createAdapter(config);
  const onTurnError = createOnTurnError({ conversation, log, metrics });
  adapter.onTurnError = onTurnError;
  const directLine = createDirectLine({
    config,
    storage,
    bot,
    eraseState: (key) => queue.run(key, () => store.erase(key)),
    onTurnError,
    metrics,
    log,
    now,
    ...(options.webChatLimits ? { limits: options.webChatLimits } : {}),
  });

  const pages = createWebPages(languages, webSettingsOf(config));
  const summary = createSummaryHandlers(
    {
      languages,
      verifyPass: directLine.tokens.verifyPass,
      erase: directLine.erase,
      stateOf: async (key) => (await store.load(key))?.state,
      today: () => dayOf(now()),
      log,
    },
    pages.built.summaryCss,
  );

  let stopping = false;
  const server = createHttpServer(
    {
      messages:
        config.WEB_CHAT_ONLY === 'on' ? undefined : createMessagesHandler({ receiver: adapter, bot, log, metrics }),
      directLine,
      web: createWebRoutes(pages, summary),
      health: createHealthHandler(),
      readiness: createReadinessHandler({ storage, contentVersion, isStopping: () => stopping }),
      metrics: createMetricsHandler(metrics),
    },
    {
      trustedProxies: config.TRUSTED_PROXIES,
      ...(options.connections ? { connections: options.connections } : {}),
    },
  );

  const sweep = async (): Promise<void> => {
    try {
      const deleted = await storage.deleteOlderThan(
        new Date(now().getTime() - config.RETENTION_DAYS * MILLISECONDS_A_DAY),
      );
      if (deleted > 0) log.info({ event: 'conversations-expired', deleted });
      const silent = await storage.log.eraseSilent(new Date(now().getTime() - MILLISECONDS_A_DAY));
      if (silent > 0) log.info({ event: 'silent-conversations-expired', deleted: silent });
    } catch (error) {
      log.error({ event: 'expiry-failed', ...errorFields(error) });
    }
    gaps.sweep();
  };
  const sweeping = setInterval(() => void sweep(), SWEEP_EVERY_MILLISECONDS);
  sweeping.unref();

  return {
    async start() {
      await sweep();
      await new Promise<void>((resolve, reject) => {
        // Restify's own event: without a listener there it would throw what Node's server emits.
        server.on('error', (error: Error) => {
          log.error({ event: 'server-failed', ...errorFields(error) });
          reject(portUnavailable(config, error));
        });
        server.listen(config.PORT, config.HOST, resolve);
      });
      const { port } = server.server.address() as AddressInfo;
      const url = `http://${config.HOST === '127.0.0.1' ? 'localhost' : config.HOST}:${port}`;
      log.info({ event: 'started', url, content: contentVersion, authenticated: config.authenticated });
      return { url };
    },

    async stop() {
      stopping = true;
      clearInterval(sweeping);
      await closeServer(server, () => directLine.stream.stop());
      await directLine.drain();
      await queue.drain();
      gaps.close();
      await storage.close();
      log.info({ event: 'stopped' });
    },
  };
}

/** Refuses new connections, lets the requests at hand finish, and ends what is left: streams, half-sent requests, idle lines. */
async function closeServer(server: Server, closeStreams: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  const giveUpAt = performance.now() + FINISH_WITHIN_MILLISECONDS;
  const closing = setInterval(() => {
    if (server.inflightRequests() > 0 && performance.now() < giveUpAt) return;
    server.server.closeAllConnections();
    void closeStreams();
  }, LOOK_EVERY_MILLISECONDS);
  await closed;
  clearInterval(closing);
}

function portUnavailable(config: Config, cause: Error): Fault {
  return new Fault(
    'PORT_UNAVAILABLE',
    `Cannot serve on ${config.HOST}:${config.PORT}. Is another program using it? Set PORT to a free one.`,
    { cause },
  );
}
