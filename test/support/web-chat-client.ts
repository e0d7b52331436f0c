// The real client of Direct Line, botframework-directlinejs as Web Chat bundles it, in Node: with a WebSocket and an
// XMLHttpRequest, which it takes from the global scope, and which Node 20 does not have.
import { type Activity, ConnectionStatus, DirectLine } from 'botframework-directlinejs';
import { WebSocket } from 'ws';

const XMLHttpRequest: unknown = require('xhr2');

Object.assign(globalThis, { WebSocket, XMLHttpRequest });

export { ConnectionStatus };

export interface ChatToken {
  readonly token: string;
  readonly conversationId: string;
  readonly expires_in: number;
  readonly domain: string;
  readonly pass: string;
}

export type ChatActivity = Activity & {
  readonly text?: string;
  readonly replyToId?: string;
  readonly timestamp: string;
  readonly suggestedActions?: { readonly actions: readonly { readonly title: string }[] };
};

export interface ChatClient {
  readonly line: DirectLine;
  /** All that the client has heard, in order. */
  readonly heard: readonly ChatActivity[];
  /** Every state of the connection, in order. */
  readonly states: readonly ConnectionStatus[];
  /** Resolves with the first activity, heard before or to come, that is so. */
  hear(isIt: (activity: ChatActivity) => boolean): Promise<ChatActivity>;
  /** Resolves once the connection is in this state. */
  reach(state: ConnectionStatus): Promise<void>;
  /** The token that the client shows now. */
  token(): string;
  /** Resolves once the client shows another token than this. */
  refreshed(token: string): Promise<void>;
  /** Resolves once the client has given up its stream of activities. */
  readonly failed: Promise<void>;
  /** Posts a message, and resolves with the id that the service gave it, or "retry". */
  say(text: string, more?: object): Promise<string>;
  end(): void;
}

/** A token as the page asks for it. */
export async function askToken(
  app: { readonly url: string },
  headers: Record<string, string> = {},
): Promise<ChatToken> {
  const response = await fetch(`${app.url}/api/directline/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{}',
  });
  if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  return (await response.json()) as ChatToken;
}

/** `options` are those of DirectLine, and the services that it takes beside them. */
export function openChat(options: object): ChatClient {
  const line = new DirectLine(options as ConstructorParameters<typeof DirectLine>[0]);
  const heard: ChatActivity[] = [];
  const states: ConnectionStatus[] = [];
  const waiting = new Set<() => void>();
  const tell = (): void => {
    for (const look of waiting) look();
  };
  const wait = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  line.connectionStatus$.subscribe((state) => {
    states.push(state);
    tell();
  });
  let hasFailed = false;
  const subscription = line.activity$.subscribe(
    (activity) => {
      heard.push(activity as ChatActivity);
      tell();
    },
    () => {
      hasFailed = true;
      tell();
    },
  );
  const token = (): string => (line as unknown as { readonly token: string }).token;
  return {
    line,
    heard,
    states,
    hear: (isIt) => wait(() => heard.find(isIt)),
    reach: (state) => wait(() => (states.at(-1) === state ? true : undefined)).then(() => undefined),
    token,
    refreshed: async (before) => {
      while (token() === before) await new Promise((resolve) => setImmediate(resolve));
    },
    failed: wait(() => (hasFailed ? true : undefined)).then(() => undefined),
    say: (text, more = {}) =>
      new Promise((resolve, reject) => {
        const activity = { type: 'message', text, from: { id: 'me' }, ...more } as Activity;
        line.postActivity(activity).subscribe(resolve, reject);
      }),
    end: () => {
      subscription.unsubscribe();
      line.end();
    },
  };
}

export const isFromBot = ({ from }: ChatActivity): boolean => from.role === 'bot';
