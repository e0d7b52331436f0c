// Fetches the right to chat, and renews it. What goes wrong is a value: the page says it in words.
import { currentSession, keepSession, type Session, updateSession } from './session.js';

/** `revived`: the token had expired, and another one for the same conversation is kept now. */
export type Outcome = 'ok' | 'revived' | 'gone' | 'too-many' | 'unreachable';

/** Well before the half hour after which a token is dead, and before a tab that sleeps comes late. */
const RENEW_EVERY_MILLISECONDS = 8 * 60 * 1000;

/** A session for a new conversation. */
export async function beginSession(): Promise<Outcome> {
  return takeSession(await askForToken({}), false);
}

/** A newer token for the same conversation; `gone` where the server lets nobody go on with it. */
export async function renewSession(session: Session): Promise<Outcome> {
  const { domain, token } = session;
  return takeToken(await ask('POST', `${domain}/tokens/refresh`, { Authorization: `Bearer ${token}` }), session);
}

/** As above, and `gone` as well where the conversation itself is not there any more. */
export async function resumeSession(session: Session): Promise<Outcome> {
  const { domain, conversationId, token, begun } = session;
  if (!begun) return renewSession(session);
  const url = `${domain}/conversations/${encodeURIComponent(conversationId)}`;
  return takeToken(await ask('GET', url, { Authorization: `Bearer ${token}` }), session);
}

/** Where a token has expired, as on a phone that slept, the pass opens the same conversation once more. */
export async function reviveSession({ pass }: Session): Promise<Outcome> {
  const answer = await askForToken({ pass });
  if (answer && [403, 404].includes(answer.status)) return 'gone';
  const outcome = await takeSession(answer, true);
  return outcome === 'ok' ? 'revived' : outcome;
}

async function takeSession(answer: Response | undefined, begun: boolean): Promise<Outcome> {
  if (!answer?.ok) return answer?.status === 429 ? 'too-many' : 'unreachable';
  const { token, conversationId, domain, pass } = await answer.json();
  const { lastSeen } = (begun && currentSession()) || {};
  keepSession({ token, conversationId, domain, pass, begun, ...(lastSeen === undefined ? {} : { lastSeen }) });
  return 'ok';
}

async function takeToken(answer: Response | undefined, session: Session): Promise<Outcome> {
  if (!answer) return 'unreachable';
  if (answer.status === 404) return 'gone';
  // 401 is what Azure says to what it cannot read.
  if ([401, 403].includes(answer.status)) return session.begun ? reviveSession(session) : 'gone';
  if (!answer.ok) return 'unreachable';
  const renewed = await answer.json();
  if (typeof renewed.token === 'string') updateSession({ token: renewed.token });
  return 'ok';
}

/** Keeps the stored token fresh for the next reload; Web Chat renews its own, unless the device slept for too long. */
export function keepRenewing(revived: () => void): void {
  const renew = async (): Promise<void> => {
    const session = currentSession();
    if (session && (await renewSession(session)) === 'revived') revived();
  };
  setInterval(renew, RENEW_EVERY_MILLISECONDS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void renew();
  });
}

function askForToken(body: object): Promise<Response | undefined> {
  return ask('POST', '/api/directline/token', { 'Content-Type': 'application/json' }, JSON.stringify(body));
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
