// The environment -> one frozen Config. The only reader of process.env; every fault is listed at once.
import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { Fault } from './errors';

const optional = z.string().optional();
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(least, `must be ${least} or more`).max(most, `must be ${most} or less`));
const webAddress = z.url({ protocol: /^https?$/, error: 'must be a web address that begins with https://' });

/** Every setting: its shape, its default, and one line of why. `.env.example` says the same; a test keeps the two equal. */
export const settingsSchema = z.object({
  PORT: wholeNumber(0, 65535).prefault('3978').describe('The port to serve on; 0 takes any free one.'),
  HOST: optional.describe(
    'The address to serve on. Default: 127.0.0.1 without MicrosoftAppId (loopback only), else 0.0.0.0.',
  ),
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .prefault('development')
    .describe('"production" refuses to start without MicrosoftAppId.'),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug'])
    .prefault('info')
    .describe('How much is logged. What patients write never is.'),
  STATE_URL: z
    .string()
    .regex(/^file:./, 'must be file:PATH')
    .prefault('file:.data/state.db')
    .describe('Where conversations are kept: file:PATH is an SQLite file.'),
  RETENTION_DAYS: wholeNumber(1, 365)
    .prefault('30')
    .describe('Days after its last message at which a conversation is deleted.'),
  CONTENT_GAPS: z
    .enum(['on', 'off'])
    .prefault('off')
    .describe('"on" keeps the questions that the article does not answer, without anything that tells who asked.'),
  CONTENT_GAPS_DAYS: wholeNumber(1, 365).prefault('30').describe('Days after which such a question is deleted.'),
  CONTENT_GAPS_URL: z
    .string()
    .regex(/^file:(?!\/\/[^/])[^?\0]+$/, 'must be file:PATH')
    .optional()
    .describe('Where they are kept: file:PATH is an SQLite file. Default: gaps.db beside the file of STATE_URL.'),
  MicrosoftAppType: z
    .enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant'])
    .prefault('SingleTenant')
    .describe('The kind of bot registration in Azure.'),
  MicrosoftAppId: optional.describe(
    'The bot registration. Without it the bot trusts every caller, and so serves this machine only.',
  ),
  MicrosoftAppPassword: optional.describe('The secret of the registration; not with UserAssignedMSI.'),
  MicrosoftAppTenantId: optional.describe('The tenant of the registration; not with MultiTenant.'),
  SERVICE_URL_HOSTS: z
    .string()
    .prefault('smba.trafficmanager.net,*.botframework.com')
    .describe('Hosts to which replies may be sent, by comma; "*." stands for any part before it.'),
  PUBLIC_URL: webAddress
    .refine((url) => isBareOrigin(url.replace(/\/$/, '')), 'must be an origin alone, such as https://chat.example.org')
    .transform((url) => url.replace(/\/$/, ''))
    .optional()
    .describe('How browsers reach the service: https://HOST. Default: http:// and whatever they call this machine.'),
  WEB_CHAT_ORIGINS: z
    .string()
    .prefault('')
    .transform((list) => list.split(/[\s,]+/).filter((origin) => origin !== ''))
    .refine((list) => list.every(isBareOrigin), 'must be origins by comma, such as https://www.example.org')
    .describe("Web sites that may show the chat, by comma: https://HOST each. The service's own pages always may."),
  DIRECT_LINE_SECRET: optional.describe(
    'The secret of the Direct Line channel in Azure, where the web chat should go through Azure. Default: our own.',
  ),
  DIRECT_LINE_URL: webAddress
    .transform((url) => url.replace(/\/+$/, ''))
    .prefault('https://directline.botframework.com/v3/directline')
    .describe('Where Azure serves Direct Line; used with DIRECT_LINE_SECRET alone.'),
  TRUSTED_PROXIES: wholeNumber(0, 10)
    .prefault('0')
    .describe('How many reverse proxies stand in front, whose X-Forwarded-For tells where a patient comes from.'),
  WEB_CHAT_ONLY: z
    .enum(['on', 'off'])
    .prefault('off')
    .describe('"on" serves the web chat and no other channel, which needs no bot registration, also in production.'),
  LANGUAGES: z
    .string()
    .prefault('en,es')
    .transform((list) => [...new Set(list.split(/[\s,]+/))].filter((locale) => locale !== ''))
    .refine((list) => list.length > 0, 'must name a language')
    .describe(
      'The languages of the chat, by comma: folders of knowledge/. The first is for patients of whom nothing is known.',
    ),
  CLINIC_NAME: optional.describe('How the bot calls the clinic. Default: "the clinic", in the language of the chat.'),
  CLINIC_COLOR: z
    .string()
    .regex(/^#(?:[\da-f]{3}|[\da-f]{6})$/i, 'must be a colour such as #0f6d73')
    .prefault('#0f6d73')
    .describe("The clinic's colour on the chat's page and button; text on it becomes white or black, as can be read."),
  CLINIC_PHONE: optional.describe('The phone number for patients who want a person.'),
  CLINIC_BOOKING_URL: webAddress.optional().describe('The page where a consultation is booked; makes a button.'),
  CLINIC_WEBSITE_URL: webAddress
    .optional()
    .describe("The clinic's own web site, for the Teams app alone. Default: PUBLIC_URL."),
  CLINIC_PRIVACY_URL: webAddress
    .optional()
    .describe('The page that says how the clinic treats personal data; for the Teams app alone, which needs it.'),
  CLINIC_TERMS_URL: webAddress
    .optional()
    .describe('The page that says on what terms the chat is offered; for the Teams app alone, which needs it.'),
  EMERGENCY_NUMBER: z.string().prefault('911').describe('The number for emergencies where your patients live.'),
  CRISIS_LINE: z
    .string()
    .prefault('988')
    .describe('The number for people in a mental crisis where your patients live.'),
});

export type Settings = z.output<typeof settingsSchema>;

export interface Config extends Settings {
  readonly HOST: string;
  readonly CONTENT_GAPS_URL: string;
  /** True where callers must prove that they are the Bot Framework. */
  readonly authenticated: boolean;
}

/** Reads `.env` of the working directory where there is one; what the environment already says wins. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

export type GivenSettings = Readonly<Partial<Record<keyof Settings, string>>>;

/** The settings as they were typed; an empty value counts as none. */
export function givenSettings(environment: NodeJS.ProcessEnv): GivenSettings {
  return Object.fromEntries(
    Object.keys(settingsSchema.shape)
      .map((name) => [name, environment[name]?.trim()])
      .filter(([, value]) => value !== undefined && value !== ''),
  );
}

/** Checks the settings. Throws a Fault CONFIG_INVALID that lists everything that is wrong. */
export function parseConfig(environment: NodeJS.ProcessEnv): Config {
  const given = givenSettings(environment);
  const parsed = settingsSchema.safeParse(given);
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}.`);
  const authenticated = given.MicrosoftAppId !== undefined;
  const host = given.HOST ?? (authenticated ? '0.0.0.0' : '127.0.0.1');
  faults.push(...credentialFaults(given));
  if (!authenticated && given.WEB_CHAT_ONLY !== 'on' && !isLoopback(host)) {
    faults.push(
      `HOST: "${host}" can be reached from other machines, which needs MicrosoftAppId. Set it, or HOST=127.0.0.1.`,
    );
  }
  faults.push(...webChatFaults(given));
  if (!parsed.success) throw invalid(faults);
  const gapsUrl = parsed.data.CONTENT_GAPS_URL ?? `file:${join(dirname(pathOf(parsed.data.STATE_URL)), 'gaps.db')}`;
  if (parsed.data.CONTENT_GAPS === 'on' && resolve(pathOf(gapsUrl)) === resolve(pathOf(parsed.data.STATE_URL))) {
    faults.push('CONTENT_GAPS_URL: must be another file than that of STATE_URL.');
  }
  if (faults.length > 0) throw invalid(faults);
  return Object.freeze({ ...parsed.data, HOST: host, CONTENT_GAPS_URL: gapsUrl, authenticated });
}

function pathOf(fileUrl: string): string {
  return fileUrl.slice('file:'.length);
}

/** True for an address that only this machine can reach. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** `given`: the settings as they were typed, so that these faults are found beside all others. */
function credentialFaults(given: GivenSettings): string[] {
  const { MicrosoftAppType: type = 'SingleTenant', MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId } = given;
  const faults: string[] = [];
  if (MicrosoftAppId === undefined) {
    if (given.NODE_ENV === 'production' && given.WEB_CHAT_ONLY !== 'on') {
      faults.push('MicrosoftAppId: is needed with NODE_ENV=production.');
    }
    if (MicrosoftAppPassword !== undefined) faults.push('MicrosoftAppId: is needed beside MicrosoftAppPassword.');
    return faults;
  }
  if (!z.guid().safeParse(MicrosoftAppId).success) faults.push('MicrosoftAppId: must be a GUID.');
  if (type !== 'UserAssignedMSI' && MicrosoftAppPassword === undefined) {
    faults.push(`MicrosoftAppPassword: is needed with MicrosoftAppType=${type}.`);
  }
  if (type === 'UserAssignedMSI' && MicrosoftAppPassword !== undefined) {
    faults.push('MicrosoftAppPassword: must be empty with MicrosoftAppType=UserAssignedMSI.');
  }
  if (type !== 'MultiTenant' && MicrosoftAppTenantId === undefined) {
    faults.push(`MicrosoftAppTenantId: is needed with MicrosoftAppType=${type}.`);
  }
  return faults;
}

function webChatFaults(given: GivenSettings): string[] {
  const { PUBLIC_URL, WEB_CHAT_ONLY, DIRECT_LINE_SECRET, DIRECT_LINE_URL } = given;
  const faults: string[] = [];
  if (given.NODE_ENV === 'production') {
    if (PUBLIC_URL !== undefined && !PUBLIC_URL.startsWith('https://')) {
      faults.push('PUBLIC_URL: must begin with https:// with NODE_ENV=production.');
    }
    if (PUBLIC_URL === undefined && WEB_CHAT_ONLY === 'on') {
      faults.push('PUBLIC_URL: is needed with WEB_CHAT_ONLY=on and NODE_ENV=production.');
    }
  }
  if (WEB_CHAT_ONLY === 'on' && DIRECT_LINE_SECRET !== undefined) {
    faults.push('WEB_CHAT_ONLY: must be off with DIRECT_LINE_SECRET, as Azure sends messages to /api/messages.');
  }
  // The secret opens every conversation: it travels to other machines under https alone.
  if (DIRECT_LINE_URL !== undefined && URL.canParse(DIRECT_LINE_URL)) {
    const { protocol, hostname } = new URL(DIRECT_LINE_URL);
    if (protocol !== 'https:' && !isLoopback(hostname)) faults.push('DIRECT_LINE_URL: must begin with https://.');
  }
  return faults;
}

/** A scheme, a host, perhaps a port, and nothing else, written as browsers write it. */
function isBareOrigin(text: string): boolean {
  return /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function invalid(faults: readonly string[]): Fault {
  return new Fault(
    'CONFIG_INVALID',
    `The settings are not right; .env.example explains each.\n${faults.map((f) => `- ${f}`).join('\n')}`,
  );
}
