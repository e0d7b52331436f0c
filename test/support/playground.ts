// Microsoft's 365 Agents Playground against a running app, started as staff start it, on a free port and with a folder of its
// own; and its HTTP interface as its own page uses it, which is written down nowhere: the version is pinned.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { WebSocket } from 'ws';
import type { Card } from '../../dialogs/cards/card';
import { ADAPTIVE, submitsOf, viewOf } from './message-view';
import { type BotReply, type RunningApp, replyOf } from './running-app';

const START = join(__dirname, '..', '..', 'scripts', 'playground.mjs');

type Activity = Record<string, unknown>;

/** What the bot did with one thing that was sent to it. */
export interface BotTurn extends BotReply {
  /** Earlier messages as they are now. */
  readonly updates: readonly Activity[];
}

export interface PlaygroundChat {
  /** The bot comes to the chat, as on its first opening in the page. */
  install(): Promise<BotTurn>;
  say(text: string): Promise<BotTurn>;
  /** Calls the bot by name and says something; where others read along it hears nothing else. */
  mention(text: string): Promise<BotTurn>;
  /** Says something that is not for the bot; nothing comes of it. */
  overhear(text: string): Promise<void>;
  /** Presses a button of a turn, an old one too. */
  press(turn: BotTurn, title: string): Promise<BotTurn>;
}

export interface Playground {
  readonly url: string;
  readonly personal: PlaygroundChat;
  readonly group: PlaygroundChat;
  /** A channel of a team. */
  readonly channel: PlaygroundChat;
  /** What the bot makes of something that is done in the page. */
  turn(act: () => Promise<void>): Promise<BotTurn>;
  /** All that the bot has posted so far, with the ids that it was given. */
  posted(): readonly Activity[];
  /** All that the bot was sent so far. */
  received(): readonly Activity[];
  stop(): Promise<void>;
}

export async function startPlayground(app: RunningApp, channelId: string): Promise<Playground> {
  const folder = mkdtempSync(join(tmpdir(), 'playground-'));
  const child = spawnPlayground(app, { folder, channelId });
  const ended = once(child, 'exit');
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const url = `http://localhost:${await portOf(child)}`;
    const log = await openLog(url);
    const { config } = (await (await fetch(`${url}/_internal/v1/config`)).json()) as { readonly config: Config };
    const turn: TurnRunner = async (act, answers = 1) => {
      const before = log.exchanges.length;
      await act();
      return turnOf(app, await log.answers(before, answers));
    };
    const chat = (id: string): PlaygroundChat => createChat({ url, config, id, channelId, turn });
    return {
      url,
      turn,
      personal: chat(config.personalChat.id),
      group: chat(config.groupChats[0]?.id ?? ''),
      channel: chat(config.teams[0]?.channels[0]?.id ?? ''),
      posted: () => log.exchanges.filter(isFromBot).map(postedIn),
      received: () => log.exchanges.filter((exchange) => !isFromBot(exchange)).map(({ request }) => request.body),
      async stop() {
        log.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

function spawnPlayground(app: RunningApp, { folder, channelId }: { folder: string; channelId: string }): ChildProcess {
  const endpoint = `${app.url}/api/messages`;
  return spawn(process.execPath, [START, '--port', '0', '--app-endpoint', endpoint, '--channel-id', channelId], {
    cwd: folder,
    // It keeps its log where it is started, and would open a browser.
    env: { PATH: process.env.PATH, TEAMSAPPTESTER_BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function portOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout as Readable })) {
    const port = /^Listening on (\d+)$/.exec(line)?.[1];
    if (port !== undefined) return port;
  }
  throw new Error('The Playground ended before it listened.');
}

/** What was sent one way, and how that was answered. */
interface Exchange {
  readonly type: string;
  readonly to: string;
  readonly request: { readonly body: Activity };
  readonly response: { readonly statusCode: number; readonly body?: { readonly id?: string } };
}

interface ExchangeLog {
  readonly exchanges: readonly Exchange[];
  /** Resolves with what was exchanged from a place on, once the bot has answered so many times. */
  answers(from: number, count: number): Promise<readonly Exchange[]>;
  close(): void;
}

/** What the log panel is told: every exchange once it is over, so the answer to a message comes after all that its turn sent. */
async function openLog(url: string): Promise<ExchangeLog> {
  const exchanges: Exchange[] = [];
  const socket = new WebSocket(`${url.replace('http', 'ws')}/_ws/log/stream`);
  socket.on('message', (data) => {
    const { log } = JSON.parse(String(data)) as { readonly log: Exchange };
    if (log.type === 'bot') exchanges.push(log);
    socket.emit('logged');
  });
  await once(socket, 'open');
  const answered = (from: number): number => exchanges.slice(from).filter((exchange) => !isFromBot(exchange)).length;
  return {
    exchanges,
    async answers(from, count) {
      while (answered(from) < count) await once(socket, 'logged');
      return exchanges.slice(from);
    },
    close: () => socket.terminate(),
  };
}

function isFromBot({ to }: Exchange): boolean {
  return to !== 'User Application';
}

function postedIn({ request, response }: Exchange): Activity {
  return { ...request.body, id: response.body?.id };
}

/** Does something, and waits until the bot has answered what it was sent because of that. */
type TurnRunner = (act: () => Promise<void>, answers?: number) => Promise<BotTurn>;

interface Named {
  readonly id: string;
  readonly name: string;
}

interface Config {
  readonly bot: Named;
  readonly currentUser: Named;
  readonly personalChat: Named;
  readonly groupChats: readonly Named[];
  readonly teams: readonly { readonly channels: readonly Named[] }[];
}

interface ChatParts {
  readonly url: string;
  readonly config: Config;
  readonly id: string;
  readonly channelId: string;
  readonly turn: TurnRunner;
}

function createChat({ url, config, id, channelId, turn }: ChatParts): PlaygroundChat {
  const { bot, currentUser } = config;
  const from = { id: currentUser.id };
  const send = async (path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  const write = (text: string, more: object = {}): Promise<void> =>
    send(`/_conversation/v1/conversations/${id}/messages`, { from, type: 'text', text, textFormat: 'plain', ...more });
  const say: PlaygroundChat['say'] = (text) => turn(() => write(text));
  return {
    // Teams tells of an arrival twice, other channels once.
    install: () => turn(() => send(`/_debug/conversation/${id}/installation`, {}), channelId === 'msteams' ? 2 : 1),
    say,
    mention(text) {
      const name = `<at>${bot.name}</at>`;
      return turn(() => write(`${name} ${text}`, { mentions: [{ mentioned: bot, text: name }] }));
    },
    overhear: (text) => write(text, { mentions: [] }),
    press({ activities }, title) {
      for (const { id: replyToId, ...activity } of activities) {
        const submit = submitsIn(activity).find((one) => one.title === title);
        const pressed = { conversation: { id }, from, replyToId, value: submit?.data };
        if (submit) return turn(() => send('/_conversation/v1/submit', pressed));
        if (viewOf(activity).buttons.some((button) => button.title === title)) return say(title);
      }
      throw new Error(`There is no button "${title}".`);
    },
  };
}

function submitsIn({ attachments = [] }: { readonly attachments?: unknown }): ReturnType<typeof submitsOf> {
  const cards = attachments as readonly { readonly contentType: string; readonly content: Card }[];
  return cards.filter(({ contentType }) => contentType === ADAPTIVE).flatMap(({ content }) => submitsOf(content));
}

function turnOf(app: RunningApp, exchanges: readonly Exchange[]): BotTurn {
  const fromBot = exchanges.filter(isFromBot);
  // A message that is changed has its id from the beginning.
  const isUpdate = ({ request }: Exchange): boolean => request.body.id !== undefined;
  const conversations = exchanges.map(({ request }) => (request.body.conversation as { readonly id: string }).id);
  return {
    ...replyOf(fromBot.filter((exchange) => !isUpdate(exchange)).map(postedIn), app.traceOf(conversations[0] ?? '')),
    updates: fromBot.filter(isUpdate).map(postedIn),
  };
}
