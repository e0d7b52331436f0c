// What passes through Web Chat on its way: a message that has come, one that is sent, and the wait in between.
import { tellHost } from './host-frame.js';
import { currentSession, updateSession } from './session.js';
import { words } from './settings.js';
import { clearStatus, currentStatus } from './status.js';
import type { Activity, Middleware } from './web-chat.js';

const INCOMING = 'DIRECT_LINE/INCOMING_ACTIVITY';
const SENDING = 'DIRECT_LINE/POST_ACTIVITY';
const SENT = 'DIRECT_LINE/POST_ACTIVITY_FULFILLED';
const REFUSED = 'DIRECT_LINE/POST_ACTIVITY_REJECTED';
/** A reply that comes sooner needs no sign that it is on its way. */
const TYPING_AFTER_MILLISECONDS = 400;

/** What was said last, until the service has it. */
let unsent = '';

export function unsentText(): string {
  return unsent;
}

export function createMessageMiddleware(): Middleware {
  // A resumed conversation is replayed first; what had been shown before is no news.
  let replayedUntil = currentSession()?.lastSeen;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let isTyping = false;

  const received = ({ id, type, from }: Activity): void => {
    if (from?.role !== 'bot' || type !== 'message') return;
    clearTimeout(waiting);
    isTyping = false;
    if (replayedUntil !== undefined) {
      if (id === replayedUntil) replayedUntil = undefined;
      return;
    }
    if (id !== undefined) updateSession({ lastSeen: id });
    tellHost('message-received');
  };

  return ({ dispatch }) => {
    const showTyping = (shown: boolean): void => {
      isTyping = shown;
      dispatch({ type: INCOMING, payload: { activity: typingActivity(shown) } });
    };
    const sending = (text: string): void => {
      unsent = text;
      replayedUntil = undefined;
      if (currentStatus() === 'renewed') clearStatus();
      clearTimeout(waiting);
      waiting = setTimeout(() => showTyping(true), TYPING_AFTER_MILLISECONDS);
    };
    const refused = (): void => {
      clearTimeout(waiting);
      if (isTyping) showTyping(false);
    };
    return (next) => (action) => {
      const activity = action.payload?.activity;
      if (action.type === INCOMING && activity) received(activity);
      if (action.type === SENDING && activity?.type === 'message') sending(activity.text ?? '');
      if (action.type === SENT) unsent = '';
      if (action.type === REFUSED) refused();
      return next(action);
    };
  };
}

/** Seen by nobody but Web Chat: it shows its typing indicator until the reply is there, or for as long as is said here. */
function typingActivity(shown: boolean): object {
  return {
    id: `typing-${shown}-${Date.now()}`,
    type: 'typing',
    from: { id: 'bot', role: 'bot', name: words('assistant-name') },
    timestamp: new Date().toISOString(),
    // It takes none away: one that lasts no time at all stands in the place of the one before.
    channelData: shown ? {} : { webChat: { styleOptions: { typingAnimationDuration: 0 } } },
  };
}
