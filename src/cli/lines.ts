// What the commands share: the project's content, lines of standard input, and a plain end for faults of the user.
import { createInterface } from 'node:readline';
import { ContentError, DEFAULT_LOCALE, localesIn } from '../../knowledge';

/** The lines of standard input that hold something, as they come. */
export async function* inputLines(): AsyncGenerator<string> {
  for await (const line of createInterface({ input: process.stdin })) if (line.trim() !== '') yield line;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** The language that was asked for, by its folder in knowledge/; without a wish, the first. */
export function knownLocale(locale: string = DEFAULT_LOCALE): string {
  const locales = localesIn();
  if (!locales.includes(locale))
    throw new UsageError(`There is no language "${locale}". There are: ${locales.join(', ')}.`);
  return locale;
}

/** A mistake of whoever typed the command: its message says what to do instead. */
export class UsageError extends Error {}

/** Runs a command; a fault ends it with exit code 1 (2 for a wrong call) and words for a person, not a stack. */
export function runCommand(command: () => Promise<void> | void): void {
  // "| head" has seen enough, and that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  Promise.resolve()
    .then(command)
    .catch((error: unknown) => {
      const known = error instanceof UsageError || error instanceof ContentError || isParseArgsError(error);
      process.stderr.write(`${known || !(error instanceof Error) ? messageOf(error) : error.stack}\n`);
      process.exitCode = error instanceof UsageError || isParseArgsError(error) ? 2 : 1;
    });
}

function isParseArgsError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
