// The patient's session: which conversation, and the right to take part in it. It lives as long as the tab, and outlives a
// reload; where the browser keeps nothing, the chat works all the same, without resuming.
export interface Session {
  readonly token: string;
  readonly conversationId: string;
  readonly domain: string;
  /** The right to read this conversation's summary, to delete it, and to go on with it after the token has expired. */
  readonly pass: string;
  /** True once the conversation has really begun; until then there is nothing to resume. */
  readonly begun: boolean;
  /** The last message of the bot that was shown, so that a replay is not taken for news. */
  readonly lastSeen?: string;
}

const KEY = 'preconsult.session';
const NOTICE = 'preconsult.notice';
const DRAFT = 'preconsult.draft';

let session: Session | undefined = read();

export function currentSession(): Session | undefined {
  return session;
}

export function keepSession(changed: Session): Session {
  session = changed;
  write(KEY, JSON.stringify(changed));
  return changed;
}

export function updateSession(change: Partial<Session>): void {
  if (session) keepSession({ ...session, ...change });
}

export function forgetSession(): void {
  session = undefined;
  write(KEY, undefined);
}

/** Leaves the id of a word for the page that is loaded next, or takes what was left. */
export function leaveNotice(id: string): void {
  write(NOTICE, id);
}

export function takeNotice(): string | undefined {
  return take(NOTICE);
}

/** As above, what the patient has typed and not sent. */
export function leaveDraft(text: string): void {
  write(DRAFT, text === '' ? undefined : text);
}

export function takeDraft(): string | undefined {
  return take(DRAFT);
}

function take(key: string): string | undefined {
  const value = stored(key);
  if (value !== undefined) write(key, undefined);
  return value;
}

function read(): Session | undefined {
  try {
    const value: unknown = JSON.parse(stored(KEY) ?? 'null');
    return isSession(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isSession(value: unknown): value is Session {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['token', 'conversationId', 'domain', 'pass'];
  return texts.every((key) => typeof (value as Record<string, unknown>)[key] === 'string');
}

function stored(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // Private windows and frames may have no storage.
  }
}
