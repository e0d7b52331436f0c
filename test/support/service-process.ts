// The service as a process of its own, to be ended by signals: what a test cannot see from inside of the process.
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PROJECT = join(__dirname, '..', '..');

export interface ServiceProcess {
  readonly url: string;
  /** Resolves once the service has logged this event. */
  logged(event: string): Promise<void>;
  /** Sends a signal; resolves with the exit code when the process has ended, or null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Runs src/main.ts in `folder` with these settings and no others. As one process: the command `tsx` would put its own between,
 * which kills the service when that is slow to answer a signal.
 */
export function spawnMain(folder: string, settings: Record<string, string>, options: SpawnOptions = {}): ChildProcess {
  const loader = pathToFileURL(require.resolve('tsx')).href;
  return spawn(process.execPath, ['--import', loader, join(PROJECT, 'src', 'main.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH, TSX_TSCONFIG_PATH: join(PROJECT, 'tsconfig.json'), PORT: '0', ...settings },
    ...options,
  });
}

/** Starts the service in `folder`, where its state file and nothing else stands. */
export async function startService(folder: string): Promise<ServiceProcess> {
  const child = spawnMain(
    folder,
    { STATE_URL: `file:${join(folder, 'state.db')}` },
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const log = readLog(child);
  const ended = once(child, 'exit');
  const started = await log.find('started').catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url: String(started.url),
    async logged(event) {
      await log.find(event);
    },
    async end(signal) {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

type LogLine = Record<string, unknown>;

/** The log lines as they come; `find` waits for one of an event, and fails where the process ends without it. */
function readLog(child: ChildProcess): { find(event: string): Promise<LogLine> } {
  const lines: LogLine[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts.filter((part) => part.startsWith('{')).map((part) => JSON.parse(part) as LogLine));
    child.emit('log');
  });
  return {
    async find(event) {
      for (;;) {
        const line = lines.find((candidate) => candidate.event === event);
        if (line) return line;
        if (child.exitCode !== null) throw new Error(`The service ended before it logged "${event}".`);
        await Promise.race([once(child, 'log'), once(child, 'exit')]);
      }
    },
  };
}
