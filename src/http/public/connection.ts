// Joins a session to Web Chat, and says in words how the connection stands.
import { showBeginning } from './beginning.js';
import { createMessageMiddleware, unsentText } from './messages.js';
import { createRetryMiddleware } from './retries.js';
import { currentSession, forgetSession, leaveDraft, leaveNotice, type Session, updateSession } from './session.js';
import { settings } from './settings.js';
import { watchSockets } from './sockets.js';
import { clearStatus, currentStatus, showStatus } from './status.js';
import { resumeSession, reviveSession } from './tokens.js';
import { drawWebChat, loadWebChat, typedText } from './web-chat.js';

/** The numbers by which Direct Line's client calls its states. */
const CONNECTING = 1;
const ONLINE = 2;
const EXPIRED = 3;
const FAILED = 4;
const ENDED = 5;

export async function connect(session: Session): Promise<void> {
  const bundle = await loadWebChat();
  const { token, domain, conversationId, begun } = session;
  const watching = watch(session);
  watchSockets(watching);
  // With an id the client resumes; without one it begins the conversation that the token is for.
  const directLine = bundle.createDirectLine({
    token,
    domain,
    // The welcome is in the language of the page.
    conversationStartProperties: { locale: settings.language },
    ...(begun ? { conversationId, watermark: '0' } : {}),
  });
  directLine.connectionStatus$.subscribe(watching.changed);
  if (!begun) showBeginning();
  drawWebChat(bundle, directLine, [createRetryMiddleware(), createMessageMiddleware()]);
}

function watch({ begun }: Session) {
  let wasOnline = false;
  let isOnline = false;
  let isOver = false;

  const show = (): void => {
    if (isOver) return;
    if (!navigator.onLine) showStatus('offline');
    else if (!isOnline) showStatus(wasOnline ? 'reconnecting' : 'connecting');
    else if (currentStatus() !== 'renewed') clearStatus();
  };
  const turn = (online: boolean): void => {
    isOnline = online;
    show();
  };
  window.addEventListener('offline', show);
  window.addEventListener('online', show);

  return {
    opened: () => turn(true),
    closed(): void {
      turn(false);
      void askWhetherItIsOver();
    },
    changed(status: number): void {
      if (status === ONLINE) {
        wasOnline = true;
        updateSession({ begun: true });
        turn(true);
      } else if (status === CONNECTING) turn(false);
      else if (status === EXPIRED) void revive();
      else if (status === ENDED || status === FAILED) {
        isOver = true;
        end(status);
      }
    },
  };

  async function revive(): Promise<void> {
    isOver = true;
    const session = currentSession();
    const outcome = session ? await reviveSession(session) : 'gone';
    if (outcome === 'revived') resumeAnew();
    else end(outcome === 'gone' ? ENDED : FAILED);
  }

  /** The client would go on calling itself online, and try for minutes, where the conversation is gone for good. */
  async function askWhetherItIsOver(): Promise<void> {
    const session = currentSession();
    if (!session || isOver) return;
    const outcome = await resumeSession(session);
    if (isOver) return;
    if (outcome === 'revived') resumeAnew();
    if (outcome !== 'gone' || isOnline) return;
    isOver = true;
    end(ENDED);
  }

  function end(status: number): void {
    if (status === FAILED) showStatus('unreachable', { label: 'try-again', act: () => location.reload() });
    // What was to be resumed is not there any more: nobody has to tap a button to learn that.
    else if (begun && !wasOnline) startAnew('renewed');
    else showStatus('ended', { label: 'start-new', act: () => startAnew() });
  }
}

/** The same conversation on a page loaded anew, as the client takes no other token once its own has expired. */
export function resumeAnew(): void {
  leaveDraft(typedText() || unsentText());
  location.reload();
}

/** A new conversation on a page loaded anew: nothing of the old one is left in it. */
export function startAnew(notice?: 'renewed'): void {
  forgetSession();
  if (notice) leaveNotice(notice);
  location.reload();
}
