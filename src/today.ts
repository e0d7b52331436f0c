// Today's date for the layers below, which have no clock and take the day as a value.
import type { Day } from '../knowledge';

export function today(): Day {
  return dayOf(new Date());
}

/** The calendar day of a moment, in the machine's time zone. */
export function dayOf(date: Date): Day {
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
}
