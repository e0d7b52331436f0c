// Days as the log of content gaps keeps them: "2026-05-01", whose order is that of the alphabet.
import { dayOf } from '../today';

/** The day of a moment, in the machine's time zone. */
export function dayText(date: Date): string {
  const { year, month, day } = dayOf(date);
  return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/** The last day whose questions are too old: no question is ever kept for more than `days` days. */
export function lastExpiredDay(now: Date, days: number): string {
  return dayText(new Date(now.getFullYear(), now.getMonth(), now.getDate() - days));
}
