// What a check reports: one thing to mend in the YAML, and where it stands.
import type { Content, Place } from '../schema';

/** An error keeps the server from starting; a warning makes the bot worse without making it wrong. */
export type Severity = 'error' | 'warning';

/** One thing to mend, in words for those who own the YAML. `id` is stable; the words may change. */
export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  readonly file: string;
  readonly line: number;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

export interface CheckOptions {
  /** The school grade that a text asks for; without it, the reading level goes unchecked. */
  readonly gradeOf?: (text: string) => number;
}

export type Check = (content: Content, options: CheckOptions) => readonly Finding[];

type Told = Pick<Finding, 'id' | 'what' | 'why' | 'fix'> & { readonly severity?: Severity };

/** A finding at the place of a key such as "entry/pain/alsoAsked/3", or of what holds it. An error unless told otherwise. */
export function findingAt({ places }: Content, key: string, told: Told): Finding {
  const { file, line } = placeOf(places, key);
  return { severity: 'error', ...told, file, line };
}

function placeOf(places: Content['places'], key: string): Place {
  for (let at = key; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    const place = places.get(at);
    if (place) return place;
  }
  return { file: key, line: 1 };
}
