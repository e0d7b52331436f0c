// Fetches the right to chat, and renews it. What goes wrong is a value: the page says it in words.
import { keepSession, type Session, updateSession } from './session.js';

export type Outcome = 'ok' | 'gone' | 'too-many' | 'unreachable';

/** Well before the half hour after which a token is dead, and before a tab that sleeps comes late. */
const RENEW_EVERY_MILLISECONDS = 8 * 60 * 1000;

/** A session for a new conversation. */
export async function beginSession(): Promise<Outcome> {
  const answer = await ask('POST', '/api/directline/token', { 'Content-Type': 'application/json' }, '{}');
  if (!answer?.ok) return answer?.status === 429 ? 'too-many' : 'unreachable';
  const { token, conversationId, domain, pass, expires_in } = await answer.json();
  keepSession({ token, conversationId, domain, pass, expiry: expiryOf(expires_in), begun: false });
  return 'ok';
}

/** A newer token for the same conversation; `gone` where the server lets nobody go on with it. */
export async function renewSession({ domain, token }: Session): Promise<Outcome> {
  return takeToken(await ask('POST', `${domain}/tokens/refresh`, { Authorization: `Bearer ${token}` }));
}

/** As above, and `gone` as well where the conversation itself is not there any more. */
export async function resumeSession(session: Session): Promise<Outcome> {
  const { domain, conversationId, token, begun } = session;
  if (!begun) return renewSession(session);
  const url = `${domain}/conversations/${encodeURIComponent(conversationId)}`;
  return takeToken(await ask('GET', url, { Authorization: `Bearer ${token}` }));
}

async function takeToken(answer: Response | undefined): Promise<Outcome> {
  if (!answer) return 'unreachable';
  // 401 is what Azure says to what it cannot read.
  if ([401, 403, 404].includes(answer.status)) return 'gone';
  if (!answer.ok) return 'unreachable';
  const renewed = await answer.json();
  if (typeof renewed.token === 'string') updateSession({ token: renewed.token, expiry: expiryOf(renewed.expires_in) });
  return 'ok';
}

/** Keeps the stored token fresh for the next reload; Web Chat renews its own. */
export function keepRenewing(current: () => Session | undefined): void {
  const renew = (): void => {
    const session = current();
    if (session) void renewSession(session);
  };
  setInterval(renew, RENEW_EVERY_MILLISECONDS);
}

function expiryOf(seconds: unknown): number {
  return Date.now() + (typeof seconds === 'number' ? seconds : 1800) * 1000;
}

async function ask(
  method: 'GET' | 'POST',
  url: string,
  headers: Record<string, string>,
  ...[body]: readonly string[]
): Promise<Response | undefined> {
  try {
    return await fetch(url, { method, headers, cache: 'no-store', ...(body === undefined ? {} : { body }) });
  } catch {
    return undefined;
  }
}
