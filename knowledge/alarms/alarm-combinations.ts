// What an alarm sign is made of, and whether a message has it: templates, combinations of lists, and several weak signs.
import type { Spot } from '../spotting/spotter';

/** Reads as "{a} > {b}": b follows; "{a} + {b}": in either order; "{a} & {b}": anywhere. */
export interface Combination {
  /** As it stands in the YAML. */
  readonly source: string;
  /** Lists of which each must be there. */
  readonly lists: readonly string[];
  /** How many of them must be there. */
  readonly need: number;
  /** The spots that decide, or undefined. */
  fit(spots: ReadonlyMap<string, readonly Spot[]>): readonly Spot[] | undefined;
}

/** The most words between two lists that are joined by ">" or "+". */
const CLOSE = { '>': 3, '+': 5 } as const;

/** "{throat} + {closing} & {now}" -> the combination. */
export function parseCombination(source: string): Combination {
  const groups = source.split(' & ').map(parseGroup);
  return {
    source,
    lists: groups.flatMap(({ lists }) => lists),
    need: groups.flatMap(({ lists }) => lists).length,
    fit(spots) {
      const found: Spot[] = [];
      for (const group of groups) {
        const chain = group.fit(spots, found);
        if (!chain) return undefined;
        found.push(...chain);
      }
      return found;
    },
  };
}

/** At least `need` of the lists, anywhere. */
export function severalOf(need: number, lists: readonly string[]): Combination {
  return {
    source: `${need} of ${lists.join(', ')}`,
    lists,
    need,
    fit(spots) {
      const found: Spot[] = [];
      for (const list of lists) {
        const spot = (spots.get(list) ?? []).find((one) => !found.some((other) => overlap(one, other)));
        if (spot) found.push(spot);
      }
      return found.length >= need ? found : undefined;
    },
  };
}

interface Group {
  readonly lists: readonly string[];
  fit(spots: ReadonlyMap<string, readonly Spot[]>, taken: readonly Spot[]): readonly Spot[] | undefined;
}

function parseGroup(source: string): Group {
  const pieces = source.trim().split(/ ([>+]) /);
  const lists = pieces.filter((_, at) => at % 2 === 0).map((name) => name.trim().replace(/^\{(.*)\}$/, '$1'));
  const joints = pieces.filter((_, at) => at % 2 === 1) as (keyof typeof CLOSE)[];
  return {
    lists,
    fit(spots, taken) {
      const extend = (chain: readonly Spot[]): readonly Spot[] | undefined => {
        const list = lists[chain.length];
        if (list === undefined) return chain;
        const joint = joints[chain.length - 1];
        for (const spot of spots.get(list) ?? []) {
          if ([...taken, ...chain].some((other) => overlap(spot, other))) continue;
          if (joint && !isClose(joint, chain, spot)) continue;
          const whole = extend([...chain, spot]);
          if (whole) return whole;
        }
        return undefined;
      };
      return extend([]);
    },
  };
}

function isClose(joint: keyof typeof CLOSE, chain: readonly Spot[], spot: Spot): boolean {
  const first = Math.min(...chain.map(({ start }) => start));
  const last = Math.max(...chain.map(({ end }) => end));
  const after = spot.start - last;
  const before = first - spot.end;
  if (joint === '>') return after >= 0 && after <= CLOSE[joint];
  return (after >= 0 ? after : before >= 0 ? before : 0) <= CLOSE[joint];
}

function overlap(one: Spot, other: Spot): boolean {
  return one.start < other.end && other.start < one.end;
}
