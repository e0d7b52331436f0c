// JSON log lines: ids, routes, codes and times. What a patient wrote, or answered, is never handed to this logger.
import { type DestinationStream, type Logger, pino } from 'pino';
import { codeOf } from './errors';

export type Log = Logger;

export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: { service: 'preconsult' },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}

/**
 * What may be said of a thrown thing: its class, code and place in our code. Not its message: libraries put the value that
 * they choked on into it, and that may be what a patient wrote.
 */
export function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return {
    error: error.name,
    code: codeOf(error),
    at: frames.slice(0, 5).map((frame) => frame.trim()),
    ...(error.cause === undefined ? {} : { cause: errorFields(error.cause) }),
  };
}
