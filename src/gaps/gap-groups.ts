// The stored questions by likeness: what the command shows. Pure; the same rows give the same groups in the same order.
import type { Grouper } from '../../knowledge';
import type { CountedGap } from './gap-store';

export interface GapGroup {
  readonly count: number;
  readonly first: string;
  readonly last: string;
  /** The most frequent wordings, the most frequent first. */
  readonly examples: readonly string[];
  readonly subjects: readonly string[];
  readonly routes: readonly string[];
}

const MOST_EXAMPLES = 3;

/** One wording, over all its days. */
interface Wording {
  readonly text: string;
  readonly rows: readonly CountedGap[];
  readonly count: number;
}

/** The biggest group first; of equals, the one whose first example comes first in the alphabet. */
export function groupGaps(rows: readonly CountedGap[], group: Grouper): readonly GapGroup[] {
  const byText = new Map<string, CountedGap[]>();
  for (const row of rows) byText.set(row.text, [...(byText.get(row.text) ?? []), row]);
  const wordings: Wording[] = [...byText]
    .map(([text, members]) => ({ text, rows: members, count: members.reduce((sum, { count }) => sum + count, 0) }))
    .sort((one, other) => other.count - one.count || alphabetical(one.text, other.text));
  return group(wordings.map(({ text }) => text))
    .map((places) => groupOf(places.flatMap((place) => wordings[place] ?? [])))
    .sort((one, other) => other.count - one.count || alphabetical(one.examples[0] ?? '', other.examples[0] ?? ''));
}

function groupOf(wordings: readonly Wording[]): GapGroup {
  const rows = wordings.flatMap((wording) => wording.rows);
  const days = rows.map(({ day }) => day).sort();
  return {
    count: wordings.reduce((sum, { count }) => sum + count, 0),
    first: days[0] ?? '',
    last: days.at(-1) ?? '',
    examples: wordings.slice(0, MOST_EXAMPLES).map(({ text }) => text),
    subjects: [...new Set(rows.flatMap(({ subjects }) => subjects))].sort(),
    routes: [...new Set(rows.map(({ route }) => route))].sort(),
  };
}

/** By code units: the same on every machine, whatever its language. */
function alphabetical(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
