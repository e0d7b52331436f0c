// A real app on a free port with a state file of its own, and a client that chats with it over the Bot Framework protocol.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteTrace } from '../../dialogs';
import { type App, type AppOptions, createApp } from '../../src/app';
import { parseConfig } from '../../src/config';
import { createLog } from '../../src/log';
import { viewOf } from './message-view';

export interface RunningApp {
  readonly url: string;
  /** How the last turn of a conversation was routed; channels other than the Emulator are not told. */
  traceOf(conversationId: string): RouteTrace | undefined;
  /** Stops the app and starts it again on the same state file. */
  restart(options?: AppOptions): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the real app; `settings` are environment variables. */
export async function startApp(settings: Record<string, string> = {}, options: AppOptions = {}): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'preconsult-'));
  const config = parseConfig({
    PORT: '0',
    LOG_LEVEL: 'silent',
    STATE_URL: `file:${join(folder, 'state.db')}`,
    ...settings,
  });
  const traces = new Map<string, RouteTrace>();
  const open = async (more: AppOptions): Promise<{ app: App; url: string }> => {
    const onTurn = (id: string, trace: RouteTrace): unknown => traces.set(id, trace);
    const app = createApp(config, { log: createLog('silent'), onTurn, ...options, ...more });
    const { url } = await app.start();
    return { app, url };
  };
  let running = await open({});
  return {
    get url() {
      return running.url;
    },
    traceOf(id) {
      const trace = traces.get(id);
      traces.delete(id);
      return trace;
    },
    async restart(more = {}) {
      await running.app.stop();
      running = await open(more);
    },
    async stop() {
      await running.app.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface BotReply {
  readonly text: string;
  readonly buttons: readonly string[];
  /** What is sent by a tap on each of them. */
  readonly taps: readonly Record<string, unknown>[];
  /** Where a button that opens a page leads. */
  readonly link: string | null;
  readonly trace: RouteTrace | undefined;
  /** The activities as they came. */
  readonly activities: readonly Record<string, unknown>[];
}

export interface Patient {
  say(text: string): Promise<BotReply>;
  /** Sends any activity; conversation, ids and addresses are filled in where it has none. */
  send(activity: Record<string, unknown>): Promise<BotReply>;
  /** Somebody else in the same conversation. */
  as(name: string): Patient;
}

export interface PatientOptions {
  /** What the channel says of their language. */
  readonly locale?: string;
  /** True where others read along. */
  readonly group?: boolean;
  /** Hears what was sent and what came back, whole. */
  readonly onExchange?: (sent: Record<string, unknown>, replies: readonly Record<string, unknown>[]) => void;
}

let conversations = 0;

/** A patient in a conversation of their own, on the given channel. */
export function createPatient(
  app: Pick<RunningApp, 'url'> & Partial<RunningApp>,
  channelId = 'emulator',
  { group = false, locale, onExchange }: PatientOptions = {},
): Patient {
  const id = `conversation-${++conversations}`;
  const conversation = group ? { id, isGroup: true, conversationType: 'groupChat' } : { id };
  let sent = 0;
  const send: Patient['send'] = async (activity) => {
    sent += 1;
    const whole = { ...envelope(sent), ...(locale ? { locale } : {}), channelId, conversation, ...activity };
    const response = await post(app, whole);
    if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
    const body = (await response.json()) as { activities?: Record<string, unknown>[] };
    onExchange?.(whole, body.activities ?? []);
    return replyOf(body.activities ?? [], app.traceOf?.(idOf(activity) ?? conversation.id));
  };
  const person = (from?: object): Patient => {
    const sendAs: Patient['send'] = (activity) => send({ ...(from ? { from } : {}), ...activity });
    return {
      send: sendAs,
      say: (text) => sendAs({ type: 'message', ...(group ? mentioningBot(text) : { text }) }),
      as: (name) => person({ id: name, name }),
    };
  };
  return person();
}

/** The conversation in which an activity says that it is. */
function idOf({ conversation }: Record<string, unknown>): string | undefined {
  return (conversation as { readonly id: string } | undefined)?.id;
}

/** What Teams sends when somebody calls the bot in a group. */
function mentioningBot(text: string): object {
  const mention = '<at>Bot</at>';
  return {
    text: `${mention} ${text}`.trim(),
    entities: [{ type: 'mention', text: mention, mentioned: { id: 'bot', name: 'Bot' } }],
  };
}

/** A whole message activity, for those who send it their own way. */
export function messageFrom(conversation: string, text: string): Record<string, unknown> {
  return { ...envelope(1), type: 'message', text, channelId: 'emulator', conversation: { id: conversation } };
}

function envelope(number: number): Record<string, unknown> {
  return {
    id: `activity-${number}`,
    timestamp: new Date(Date.UTC(2026, 0, 1) + number).toISOString(),
    serviceUrl: 'http://localhost',
    deliveryMode: 'expectReplies',
    from: { id: 'patient', name: 'Patient' },
    recipient: { id: 'bot', name: 'Bot' },
  };
}

/** POSTs a body to the messages endpoint; a string goes as it is. */
export function post(
  app: { readonly url: string },
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${app.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** What the activities of one turn say together. */
export function replyOf(activities: Record<string, unknown>[], routed: RouteTrace | undefined): BotReply {
  const messages = activities.filter(({ type }) => type === 'message').map(viewOf);
  const trace = activities.find(({ type }) => type === 'trace')?.value as RouteTrace | undefined;
  const buttons = messages.flatMap((message) => message.buttons);
  return {
    text: messages.map(({ text }) => text).join('\n\n'),
    buttons: buttons.map(({ title }) => title),
    taps: buttons.map(({ tap }) => tap),
    link: messages.find(({ link }) => link !== null)?.link ?? null,
    trace: trace ?? routed,
    activities,
  };
}
