// How often chats may be started and messages posted, by address and in all. Reading is never limited: a client whose poll is
// refused stops polling for good.
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Times a minute. */
export interface RateLimit {
  readonly byAddress: number;
  readonly inAll: number;
}

export type Limited = 'token' | 'start' | 'post';

/** A waiting room shares one address; a patient taps a button every few seconds. */
export const RATE_LIMITS: Readonly<Record<Limited, RateLimit>> = {
  token: { byAddress: 60, inAll: 1_200 },
  start: { byAddress: 60, inAll: 1_200 },
  post: { byAddress: 300, inAll: 6_000 },
};

export interface RateLimits {
  /** Counts one; gives the seconds to wait where that is one too many. */
  take(what: Limited, address: string): Promise<number | undefined>;
}

const SECONDS = 60;
const ALL = 'all';

export function createRateLimits(limits: Readonly<Record<Limited, RateLimit>>): RateLimits {
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([what, { byAddress, inAll }]) => [
      what,
      {
        byAddress: new RateLimiterMemory({ points: byAddress, duration: SECONDS }),
        inAll: new RateLimiterMemory({ points: inAll, duration: SECONDS }),
      },
    ]),
  ) as Readonly<Record<Limited, { byAddress: RateLimiterMemory; inAll: RateLimiterMemory }>>;
  return {
    async take(what, address) {
      const { byAddress, inAll } = limiters[what];
      const before = await inAll.get(ALL);
      // Once all are too many, no more addresses are remembered: a flood from everywhere costs no memory.
      if (before && before.consumedPoints >= inAll.points && before.msBeforeNext > 0) return secondsOf(before);
      try {
        await byAddress.consume(address);
        await inAll.consume(ALL);
        return undefined;
      } catch (refusal) {
        if (refusal instanceof RateLimiterRes) return secondsOf(refusal);
        throw refusal;
      }
    },
  };
}

function secondsOf({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(1, Math.ceil(msBeforeNext / 1000));
}
