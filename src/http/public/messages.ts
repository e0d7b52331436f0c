// What passes through Web Chat on its way: a message that has come, one that is sent, and the wait in between.
import { tellHost } from './host-frame.js';
import { currentSession, updateSession } from './session.js';
import { words } from './settings.js';
import { clearStatus, currentStatus } from './status.js';
import type { Activity, Middleware } from './web-chat.js';

const INCOMING = 'DIRECT_LINE/INCOMING_ACTIVITY';
const SENDING = 'DIRECT_LINE/POST_ACTIVITY';
/** A reply that comes sooner needs no sign that it is on its way. */
const TYPING_AFTER_MILLISECONDS = 400;

export function createMessageMiddleware(): Middleware {
  // A resumed conversation is replayed first; what had been shown before is no news.
  let replayedUntil = currentSession()?.lastSeen;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const received = ({ id, type, from }: Activity): void => {
    if (from?.role !== 'bot' || type !== 'message') return;
    clearTimeout(waiting);
    if (replayedUntil !== undefined) {
      if (id === replayedUntil) replayedUntil = undefined;
      return;
    }
    if (id !== undefined) updateSession({ lastSeen: id });
    tellHost('message-received');
  };

  return ({ dispatch }) =>
    (next) =>
    (action) => {
      const activity = action.payload?.activity;
      if (action.type === INCOMING && activity) received(activity);
      if (action.type === SENDING && activity?.type === 'message') {
        replayedUntil = undefined;
        if (currentStatus() === 'renewed') clearStatus();
        clearTimeout(waiting);
        waiting = setTimeout(
          () => dispatch({ type: INCOMING, payload: { activity: typingActivity() } }),
          TYPING_AFTER_MILLISECONDS,
        );
      }
      return next(action);
    };
}

/** Seen by nobody but Web Chat: it shows its typing indicator until the reply is there, or some seconds are over. */
function typingActivity(): object {
  return {
    id: `typing-${Date.now()}`,
    type: 'typing',
    from: { id: 'bot', role: 'bot', name: words('assistant-name') },
    timestamp: new Date().toISOString(),
    channelData: {},
  };
}
