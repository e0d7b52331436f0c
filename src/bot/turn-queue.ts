// One turn at a time in each conversation, in the order of arrival: two quick taps must not read the same state twice.
import { Fault } from '../errors';

/** Messages that may wait in one conversation; more than a person can mean, less than a flood can cost. */
const LONGEST_QUEUE = 20;

export interface TurnQueue {
  /** Runs the turn once all earlier ones of this conversation are done. Throws a Fault QUEUE_FULL when too many wait. */
  run<T>(conversation: string, turn: () => Promise<T>): Promise<T>;
  /** Resolves when no turn is at hand. */
  drain(): Promise<void>;
}

export function createTurnQueue(): TurnQueue {
  const tails = new Map<string, { readonly last: Promise<unknown>; readonly length: number }>();
  return {
    async run(conversation, turn) {
      const tail = tails.get(conversation);
      const length = (tail?.length ?? 0) + 1;
      if (length > LONGEST_QUEUE) throw new Fault('QUEUE_FULL', 'Too many messages wait in one conversation.');
      const running = (tail?.last ?? Promise.resolve()).then(turn, turn);
      // The chain goes on after a turn that failed; whoever awaits `running` hears of it.
      const last = running.catch(() => undefined);
      tails.set(conversation, { last, length });
      try {
        return await running;
      } finally {
        const now = tails.get(conversation);
        if (now?.last === last) tails.delete(conversation);
        else if (now) tails.set(conversation, { ...now, length: now.length - 1 });
      }
    },
    async drain() {
      while (tails.size > 0) await Promise.all([...tails.values()].map(({ last }) => last));
    },
  };
}
