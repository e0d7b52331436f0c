// The log of content gaps: takes what a turn has shown, scrubs it, and writes it a little later.
// Invariant: it never throws into a turn and never holds more than a few questions; what is not written is logged by code alone.
import type { Gap } from '../../dialogs';
import type { Scrubber } from '../../knowledge';
import { errorFields, type Log } from '../log';
import type { Metrics } from '../metrics';
import type { GapRow, GapStore } from './gap-store';

export interface GapLog {
  /** Takes a gap; returns at once and never throws. */
  note(gap: Gap): void;
  /** Deletes what is too old. */
  sweep(): void;
  /** Writes what waits, and lets go of the file. */
  close(): void;
}

export interface GapReader {
  readonly scrub: Scrubber;
  /** Whether a text would be taken for the reply to some question of the screening. */
  readonly isAnswer: (text: string) => boolean;
}

export interface GapLogParts {
  readonly store: GapStore;
  /** What reads the questions of a language; those of a language without a reader are not kept. */
  readonly readerOf: (locale: string) => GapReader | undefined;
  /** Today, and the last day whose questions have expired, as "2026-05-01". */
  readonly today: () => string;
  readonly expired: () => string;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Together, and after the reply: a patient waits for no disk, and no moment tells whose question it was. */
const WRITE_AFTER_MILLISECONDS = 1000;
const MOST_WAITING = 100;

/** Where the log is off: nothing is opened, kept or written. */
export const NO_GAP_LOG: GapLog = { note: () => undefined, sweep: () => undefined, close: () => undefined };

export function createGapLog(parts: GapLogParts): GapLog {
  const { store, readerOf, today, expired, log, metrics } = parts;
  let waiting: GapRow[] = [];
  let timer: NodeJS.Timeout | undefined;

  /** Patients never hear of a fault here. */
  const guarded = (event: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      const fields = errorFields(error);
      log.error({ event, ...fields });
      metrics.countError(String(fields.code));
    }
  };

  const write = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const rows = waiting;
    waiting = [];
    if (rows.length > 0) guarded('gaps-not-written', () => store.add(rows));
  };

  return {
    note({ locale, route, text, subjects, isFirst }) {
      guarded('gap-not-noted', () => {
        const reader = readerOf(locale);
        if (!reader || text === undefined || (isFirst && reader.isAnswer(text))) return;
        const scrubbed = reader.scrub(text);
        if (scrubbed === undefined) return;
        if (waiting.length >= MOST_WAITING) return metrics.countError('GAPS_FULL');
        waiting.push({ day: today(), route, subjects, text: scrubbed });
        timer ??= setTimeout(write, WRITE_AFTER_MILLISECONDS).unref();
      });
    },
    sweep() {
      guarded('gaps-expiry-failed', () => {
        const deleted = store.deleteUpTo(expired());
        if (deleted > 0) log.info({ event: 'gaps-expired', deleted });
      });
    },
    close() {
      write();
      guarded('gaps-not-closed', () => store.close());
    },
  };
}
