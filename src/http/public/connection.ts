// Joins a session to Web Chat, and says in words how the connection stands.
import { createMessageMiddleware } from './messages.js';
import { forgetSession, leaveNotice, type Session, updateSession } from './session.js';
import { clearStatus, currentStatus, showStatus } from './status.js';
import { type DirectLine, drawWebChat, loadWebChat } from './web-chat.js';

/** The numbers by which Direct Line's client calls its states. */
const CONNECTING = 1;
const ONLINE = 2;
const EXPIRED = 3;
const FAILED = 4;
const ENDED = 5;

export async function connect(session: Session): Promise<void> {
  const bundle = await loadWebChat();
  const { token, domain, conversationId, begun } = session;
  // With an id the client resumes; without one it begins the conversation that the token is for.
  const directLine = bundle.createDirectLine({
    token,
    domain,
    ...(begun ? { conversationId, watermark: '0' } : {}),
  });
  watch(directLine, session);
  drawWebChat(bundle, directLine, createMessageMiddleware());
}

function watch(directLine: DirectLine, { begun }: Session): void {
  let wasOnline = false;
  let isOnline = false;
  let isOver = false;

  const show = (): void => {
    if (isOver) return;
    if (!navigator.onLine) showStatus('offline');
    else if (!isOnline) showStatus(wasOnline ? 'reconnecting' : 'connecting');
    else if (currentStatus() !== 'renewed') clearStatus();
  };

  directLine.connectionStatus$.subscribe((status) => {
    if (status === ONLINE) {
      wasOnline = true;
      isOnline = true;
      updateSession({ begun: true });
    } else if (status === CONNECTING) isOnline = false;
    else if (status === EXPIRED || status === ENDED || status === FAILED) {
      isOver = true;
      // What was to be resumed is not there any more: nobody has to tap a button to learn that.
      if (begun && !wasOnline && status !== FAILED) startAnew('renewed');
      else if (status === FAILED) showStatus('unreachable', { label: 'try-again', act: () => location.reload() });
      else showStatus('ended', { label: 'start-new', act: () => startAnew() });
      return;
    }
    show();
  });
  window.addEventListener('offline', show);
  window.addEventListener('online', show);
}

/** A new conversation on a page loaded anew: nothing of the old one is left in it. */
export function startAnew(notice?: 'renewed'): void {
  forgetSession();
  if (notice) leaveNotice(notice);
  location.reload();
}
