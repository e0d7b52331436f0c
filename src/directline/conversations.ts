// The conversations of the web chat: begun, posted to, erased. Invariant: what a patient posts is in the log before its turn
// runs, and has one effect however often, and wherever after a crash, it comes again.
import { randomUUID } from 'node:crypto';
import { type Activity, ActivityTypes } from 'botbuilder-core';
import type { Bot } from '../bot/bot';
import type { TurnQueue } from '../bot/turn-queue';
import type { ConversationLog } from '../state/conversation-log';
import { clientIdOf, envelopeOf, type PostedActivity } from './activity';
import type { DirectLineAdapter } from './direct-line-adapter';
import type { Holder } from './tokens';
import { idOf, keyOf, type Transcript } from './transcript';

export interface Conversations {
  /** Begins the conversation and welcomes the patient; false where it had begun before. */
  start(holder: Holder, locale: string | undefined): Promise<boolean>;
  /** Takes what the patient says, and resolves with its id once the bot has replied; undefined where there is no such conversation. */
  post(holder: Holder, posted: PostedActivity): Promise<string | undefined>;
  /** Forgets all that was said and answered. */
  erase(holder: Holder): Promise<void>;
}

export interface ConversationsParts {
  readonly log: ConversationLog;
  readonly transcript: Transcript;
  readonly adapter: DirectLineAdapter;
  readonly bot: Bot;
  /** A queue of its own, around that of the bot: an erasure waits for the turn at hand, and later turns find nothing. */
  readonly queue: TurnQueue;
}

interface Turn {
  isCalledFor(): Promise<boolean>;
  /** It was run, and ended well or in an apology. */
  done(): Promise<void>;
}

export function createConversations({ log, transcript, adapter, bot, queue }: ConversationsParts): Conversations {
  /** Runs one turn at a time in a conversation, and none that is no longer called for when it comes to it. */
  const run = (activity: Partial<Activity>, holder: Holder, turn: Turn): Promise<void> =>
    adapter.run(activity, (context) =>
      queue.run(holder.conversationId, async () => {
        if (!(await turn.isCalledFor())) return;
        try {
          await bot(context);
        } finally {
          await turn.done();
        }
      }),
    );

  return {
    async start(holder, locale) {
      const key = keyOf(holder.conversationId);
      const isNew = await log.begin(key);
      const envelope = envelopeOf(holder);
      const arrival = {
        ...envelope,
        type: ActivityTypes.ConversationUpdate,
        id: randomUUID(),
        timestamp: new Date(),
        membersAdded: [envelope.recipient, envelope.from],
        ...(locale === undefined ? {} : { locale }),
      } as Partial<Activity>;
      // Each time, as the first may have ended before the welcome: whoever was welcomed is not welcomed again.
      await run(arrival, holder, {
        isCalledFor: async () => (await log.lastPlace(key)) !== undefined,
        done: async () => undefined,
      });
      return isNew;
    },

    async post(holder, posted) {
      const { conversationId } = holder;
      const key = keyOf(conversationId);
      if (posted.type === ActivityTypes.Typing) {
        return (await log.lastPlace(key)) === undefined ? undefined : randomUUID();
      }
      const said = await log.post(key, { ...posted, ...envelopeOf(holder) }, clientIdOf(posted));
      if (!said) return undefined;
      const { at, activity } = said.entry;
      const id = idOf(conversationId, at);
      if (said.isHandled) return id;
      transcript.notify(conversationId);
      const turn = { ...activity, id, timestamp: new Date(at) } as Partial<Activity>;
      const done = (): Promise<void> => log.markHandled(key, at);
      await run(turn, holder, { isCalledFor: () => log.isUnhandled(key, at), done });
      // Where it could not run, and a store that has failed is told to the client.
      await done();
      return id;
    },

    async erase({ conversationId }) {
      await queue.run(conversationId, () => log.erase(keyOf(conversationId)));
      transcript.notify(conversationId);
    },
  };
}
