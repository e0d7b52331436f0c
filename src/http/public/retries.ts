// A message that is sent again stays one message. Web Chat gives each try an id of its own and leaves the earlier one where it
// was; so each try names the first one, the bubble of the earlier try goes, and an echo of any try is the echo of the newest.
import type { Action, Activity, Middleware } from './web-chat.js';

const INCOMING = 'DIRECT_LINE/INCOMING_ACTIVITY';
const SENDING = 'DIRECT_LINE/POST_ACTIVITY';
const PENDING = 'DIRECT_LINE/POST_ACTIVITY_PENDING';
const DELETING = 'DIRECT_LINE/DELETE_ACTIVITY';

export function createRetryMiddleware(): Middleware {
  /** The id of the first try -> that of the newest. */
  const newest = new Map<string, string>();

  return () => (next) => (action) => {
    const activity = action.payload?.activity;
    const id = activity?.channelData?.clientActivityID;
    if (!activity || id === undefined) return next(action);
    const first = activity.channelData?.retryOf ?? id;
    switch (action.type) {
      case SENDING:
        return next(withData(action, activity, { retryOf: first }));
      case PENDING: {
        if (first !== id) {
          for (const step of removal(activity, newest.get(first) ?? first)) next(step);
          newest.set(first, id);
        }
        return next(action);
      }
      case INCOMING:
        return next(withData(action, activity, { clientActivityID: newest.get(first) ?? id }));
      default:
        return next(action);
    }
  };
}

/** A bubble can be removed by its id alone, which one that was not sent does not have yet. */
function removal(activity: Activity, clientActivityID: string): readonly Action[] {
  const id = `before-${clientActivityID}`;
  const earlier = { ...activity, id, channelData: { ...activity.channelData, clientActivityID } };
  return [
    { type: PENDING, meta: { clientActivityID }, payload: { activity: earlier } },
    { type: DELETING, payload: { activityID: id } },
  ];
}

function withData(action: Action, activity: Activity, data: Activity['channelData']): Action {
  const changed = { ...activity, channelData: { ...activity.channelData, ...data } };
  return { ...action, payload: { ...action.payload, activity: changed } };
}
