// What was said in a conversation, as clients see it: the log with ids and times, and word of what is new.
// Invariant: ids and timestamps are derived from an entry's place, so they never change and always rise.
import type { Activity } from 'botbuilder-core';
import { stateKey } from '../bot/state-key';
import type { ConversationLog, LogEntry } from '../state/conversation-log';
import { CHANNEL } from './activity';

/** What a client is sent: activities, and the place behind them, to go on from. */
export interface ActivitySet {
  readonly activities: readonly object[];
  readonly watermark: string;
}

export interface Transcript {
  /** What was said after the place, the first `most` of it; undefined where there is no such conversation. */
  readAfter(conversationId: string, after: number, most?: number): Promise<ActivitySet | undefined>;
  /** The place of what was said last; undefined where there is no such conversation. */
  lastPlace(conversationId: string): Promise<number | undefined>;
  /** Adds what the bot says. */
  say(conversationId: string, activities: readonly Partial<Activity>[]): Promise<readonly string[]>;
  /** Calls the listener whenever there is more to read; gives what ends that. */
  subscribe(conversationId: string, listener: () => void): () => void;
  /** Calls the listeners of the conversation. */
  notify(conversationId: string): void;
}

export function createTranscript(log: ConversationLog): Transcript {
  const listeners = new Map<string, Set<() => void>>();
  const notify = (conversationId: string): void => {
    for (const listener of listeners.get(conversationId) ?? []) listener();
  };
  return {
    async readAfter(conversationId, after, most) {
      const entries = await log.readAfter(keyOf(conversationId), after, most);
      if (!entries) return undefined;
      const activities = entries.map((entry) => stamp(conversationId, entry));
      return { activities, watermark: String(entries.at(-1)?.at ?? after) };
    },

    lastPlace: (conversationId) => log.lastPlace(keyOf(conversationId)),

    async say(conversationId, activities) {
      // A conversation that was erased in the meantime hears no more.
      const entries = (await log.append(keyOf(conversationId), activities)) ?? [];
      notify(conversationId);
      return activities.map((_, index) => idOf(conversationId, entries[index]?.at ?? 0));
    },

    subscribe(conversationId, listener) {
      const all = listeners.get(conversationId) ?? new Set();
      listeners.set(conversationId, all.add(listener));
      return () => {
        all.delete(listener);
        if (all.size === 0) listeners.delete(conversationId);
      };
    },

    notify,
  };
}

/** The key of a conversation's state, and of its log. */
export function keyOf(conversationId: string): string {
  return stateKey({ channelId: CHANNEL, conversation: { id: conversationId } });
}

export function idOf(conversationId: string, at: number): string {
  return `${conversationId}|${at}`;
}

/** The place that a watermark names; undefined for none, and for what is no watermark of ours. */
export function readWatermark(text: unknown): number | undefined {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function stamp(conversationId: string, { at, activity }: LogEntry): object {
  return { ...activity, id: idOf(conversationId, at), timestamp: new Date(at).toISOString() };
}
