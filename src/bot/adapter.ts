// The Bot Framework adapter: proves who calls, and says where replies may go.
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication, StatusCodes } from 'botbuilder';
import { AuthenticationError, type BotFrameworkAuthentication } from 'botframework-connector';
import { type Config, isLoopback } from '../config';
import type { ActivityReceiver } from '../http/messages';
import type { Bot } from './bot';
import { limitConnector } from './connector';
import { createChannelMiddleware } from './middleware';

type Caller = Awaited<ReturnType<BotFrameworkAuthentication['authenticateRequest']>>;

/** CloudAdapter with a way in that neither prints errors nor puts their messages into the response, as its `process` does. */
class PreconsultAdapter extends CloudAdapter implements ActivityReceiver {
  constructor(private readonly config: Config) {
    super(new ConfigurationBotFrameworkAuthentication(credentials(config)));
  }

  async receive(authorization: string, activity: Activity, bot: Bot): ReturnType<ActivityReceiver['receive']> {
    const caller = await this.verify(authorization, activity);
    return this.processActivity(caller, activity, bot);
  }

  mayReplyTo(serviceUrl: string): boolean {
    return isAllowedServiceUrl(serviceUrl, this.config);
  }

  /** Whatever goes wrong here, the caller is not verified: a token that is broken throws all kinds of errors. */
  private async verify(authorization: string, activity: Activity): Promise<Caller> {
    try {
      const caller = await this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
      const { connectorFactory } = caller;
      if (!connectorFactory) throw new Error('The caller came without a connector.');
      const isAllowed = (url: string): boolean => this.mayReplyTo(url);
      const create: typeof connectorFactory.create = async (serviceUrl, audience) =>
        limitConnector(await connectorFactory.create(serviceUrl, audience), { isAllowed });
      return { ...caller, connectorFactory: { create } };
    } catch (error) {
      if (error instanceof AuthenticationError && error.statusCode === StatusCodes.UNAUTHORIZED) throw error;
      const refusal = new AuthenticationError('The caller could not be verified.', StatusCodes.UNAUTHORIZED);
      refusal.cause = error;
      throw refusal;
    }
  }
}

export function createAdapter(config: Config): PreconsultAdapter {
  const adapter = new PreconsultAdapter(config);
  adapter.use(createChannelMiddleware({ isProven: config.authenticated }));
  return adapter;
}

/** Only what is set: botbuilder checks the kind of each key that is present, undefined included. */
function credentials(config: Config): Record<string, string> {
  if (!config.authenticated) return {};
  const { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, MicrosoftAppType } = config;
  const all = { MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, MicrosoftAppType };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/**
 * Whether replies may be sent to this address. The caller names it, so without a list the bot could be made to call any
 * address of the network: loopback alone without credentials, else https to the listed hosts.
 */
export function isAllowedServiceUrl(serviceUrl: string, config: Config): boolean {
  if (!URL.canParse(serviceUrl)) return false;
  const url = new URL(serviceUrl);
  if (url.username !== '' || url.password !== '') return false;
  if (!config.authenticated) return /^https?:$/.test(url.protocol) && isLoopback(url.hostname);
  if (url.protocol !== 'https:') return false;
  return config.SERVICE_URL_HOSTS.split(',')
    .map((host) => host.trim().toLowerCase())
    .some((host) => (host.startsWith('*.') ? url.hostname.endsWith(host.slice(1)) : url.hostname === host));
}
