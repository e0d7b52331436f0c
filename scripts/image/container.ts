// A container of the image: its process has no rights, and can write the data folder alone.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Image } from './build';

export interface Container {
  readonly child: ChildProcess;
  /** Resolves when the log has a line of this event; fails where the process ends without one. */
  logged(event: string): Promise<void>;
}

export function startContainer(image: Image, settings: Readonly<Record<string, string>>): Container {
  const child = spawn('chroot', processOf(image, image.command, settings), { stdio: ['ignore', 'pipe', 'inherit'] });
  const events = new Set<string>();
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      process.stdout.write(`    ${line}\n`);
      if (line.startsWith('{')) events.add(String(JSON.parse(line).event));
      child.emit('log');
    });
  }
  return {
    child,
    async logged(event) {
      while (!events.has(event)) {
        if (child.exitCode !== null) throw new Error(`The service ended before it logged "${event}".`);
        await Promise.race([once(child, 'log'), once(child, 'exit')]);
      }
    },
  };
}

/** Runs a command in a container to its end. */
export function runInContainer(
  image: Image,
  command: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): { readonly code: number | null; readonly words: string } {
  const { status, stdout, stderr } = spawnSync('chroot', processOf(image, command, settings), { encoding: 'utf8' });
  return { code: status, words: `${stdout}${stderr}`.trim() };
}

function processOf(image: Image, command: readonly string[], settings: Readonly<Record<string, string>>): string[] {
  const { room, directory, env, user } = image;
  return room.process(command, { directory, env: { ...env, ...settings }, user });
}
