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

/** How many causes of causes are told: a chain may end in itself. */
const DEEPEST_CAUSE = 3;

/**
 * What may be said of a thrown thing: its class, code and place in our code. Not its message: libraries put the value that
 * they choked on into it, and that may be what a patient wrote.
 */
export function errorFields(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  return {
    error: error.constructor.name,
    code: codeOf(error),
    at: framesOf(error),
    ...(causeOf(error) === undefined || depth === DEEPEST_CAUSE
      ? {}
      : { cause: errorFields(causeOf(error), depth + 1) }),
  };
}

/** Botbuilder's dialogs wrap what a dialog throws, and call it `error`. */
function causeOf(error: Error): unknown {
  return error.cause ?? ('error' in error ? error.error : undefined);
}

/** The stack begins with the message, which may have lines that look like frames. */
function framesOf({ stack = '', message }: Error): string[] {
  const from = stack.includes(message) ? stack.indexOf(message) + message.length : stack.search(/^\s+at /m);
  return stack
    .slice(Math.max(from, 0))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
    .slice(0, 5);
}
