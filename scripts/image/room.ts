// A room: a folder that a process sees as the whole disk, with this machine's own programs in it, which it cannot change. It
// stands for an image's base and layers. The mounts are private to this process and gone with it (see `image:try`).
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, posix } from 'node:path';

/** What an image's base brings, as this machine has it. */
const BASE = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'usr', 'etc'];
const NODE = '/opt/node/node';
const PATH = `${dirname(NODE)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;

export interface Room {
  readonly folder: string;
  /** Where a path of the room stands on this machine. */
  at(path: string): string;
  copyIn(source: string, target: string): void;
  /** The arguments of a process in the room: `chroot` and what it is to do. */
  process(command: readonly string[], options: RoomProcess): string[];
  /** From here on nothing in the room can be written but `writable`. */
  seal(writable: readonly string[]): void;
}

export interface RoomProcess {
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** "uid:gid"; without it the process is root. */
  readonly user?: string | undefined;
}

export function openRoom(folder: string): Room {
  const at = (path: string): string => join(folder, path);
  for (const name of BASE) if (existsSync(`/${name}`)) lay(`/${name}`, at(name));
  for (const name of ['dev', 'proc']) bind(`/${name}`, at(name));
  mkdirSync(at('tmp'), { mode: 0o1777 });
  mkdirSync(at(dirname(NODE)), { recursive: true });
  writeFileSync(at(NODE), '');
  mount('--bind', process.execPath, at(NODE));
  // How this machine reaches its package registry, for the steps that build.
  mkdirSync(at('root'));
  if (existsSync(join(homedir(), '.npmrc'))) cpSync(join(homedir(), '.npmrc'), at('root/.npmrc'));
  mkdirSync(join(homedir(), '.npm'), { recursive: true });
  bind(join(homedir(), '.npm'), at('root/.npm'));

  return {
    folder,
    at,
    copyIn(source, target) {
      const isFolder = lstatSync(source).isDirectory();
      const place =
        !isFolder && (target.endsWith('/') || existsSync(at(target))) ? posix.join(target, basename(source)) : target;
      mkdirSync(dirname(at(place)), { recursive: true });
      cpSync(source, at(place), { recursive: true, verbatimSymlinks: true });
    },
    process: (command, { directory, env, user }) => {
      const settings = Object.entries({ ...env, PATH }).map(([name, value]) => `${name}=${value}`);
      const who = user === undefined ? [] : ['--reuid', user.split(':')[0] ?? '', '--regid', user.split(':')[1] ?? ''];
      const rights =
        user === undefined
          ? []
          : ['setpriv', ...who, '--clear-groups', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all'];
      return [folder, 'env', '-i', '-C', directory, ...settings, ...rights, ...command];
    },
    seal(writable) {
      execFileSync('umount', [at('root/.npm')]);
      rmSync(at('root'), { recursive: true });
      for (const path of writable) bind(at(path), at(path));
      bind(folder, folder, '--rbind');
      mount('-o', 'remount,bind,ro', folder);
    },
  };
}

/** A link stays a link; a folder is shown as it is, and cannot be written. */
function lay(source: string, target: string): void {
  if (lstatSync(source).isSymbolicLink()) {
    symlinkSync(readlinkSync(source), target);
  } else {
    bind(source, target);
    mount('-o', 'remount,bind,ro', target);
  }
}

function bind(source: string, target: string, how = '--bind'): void {
  mkdirSync(target, { recursive: true });
  mount(how, source, target);
}

function mount(...args: readonly string[]): void {
  execFileSync('mount', args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
