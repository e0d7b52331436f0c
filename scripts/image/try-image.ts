// What must hold of the image, tried one by one; the first that does not hold ends the trial with what was seen instead.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Image } from './build';
import { runInContainer, startContainer } from './container';

/** Opens the content where nothing may be learned: only what stands in the image already can serve. */
const OPEN_WITHOUT_LEARNING = `
  require('./dist/knowledge/learn.js').learn = () => { throw new Error('It had to be learned anew.'); };
  require('./dist/src/open-knowledge.js').openEveryLanguage();`;

export async function tryImage(image: Image, project: string): Promise<void> {
  const { room, user = '', volumes, directory } = image;
  process.stdout.write('\nThe image:\n');
  const said = (what: string, holds: boolean, seen: unknown = ''): void => {
    if (!holds) throw new Error(`Does not hold: ${what}\n${seen}`);
    process.stdout.write(`  holds: ${what}\n`);
  };

  const app = readdirSync(room.at(directory)).sort();
  const wanted = ['.cache', 'dist', 'knowledge', 'node_modules', 'package.json'];
  said(`it has ${wanted.join(', ')} and nothing else of the project`, String(app) === String(wanted), app);
  const left = developmentPackages(project).filter((path) => existsSync(join(room.at(directory), path)));
  said(
    'no package is in it that is there for development alone',
    left.length === 0,
    `${left.length}: ${left.slice(0, 5)} …`,
  );
  const size = execFileSync('du', ['-sm', '--exclude=data', room.at(directory)], { encoding: 'utf8' }).split('\t')[0];
  process.stdout.write(`  (${size} MB beside the base image)\n`);

  said('its user is a number, and not root', /^[1-9]\d*:[1-9]\d*$/.test(user), user);
  room.seal(volumes);
  for (const path of [directory, `${directory}/.cache`, `${directory}/dist`, '/tmp', '/etc', '/']) {
    const { words } = runInContainer(image, ['touch', `${path}/x`]);
    said(`${path} is on a disk that cannot be written`, words.includes('Read-only file system'), words);
  }
  for (const path of volumes) {
    const { code, words } = runInContainer(image, ['sh', '-c', `touch ${path}/x && rm ${path}/x`]);
    said(`${path} can be written`, code === 0, words);
  }
  const opened = runInContainer(image, ['node', '-e', OPEN_WITHOUT_LEARNING]);
  said('what is learned from the words stands in it, and is taken as it is', opened.code === 0, opened.words);

  const bare = runInContainer(image, image.command);
  said('without any setting it refuses to start', bare.code === 1 && bare.words.includes('CONFIG_INVALID'), bare.words);
  await tryService(image, said);
}

async function tryService(image: Image, said: (what: string, holds: boolean, seen?: unknown) => void): Promise<void> {
  const settings = { PORT: String(await freePort()), WEB_CHAT_ONLY: 'on', PUBLIC_URL: 'https://chat.example.org' };
  const { child, logged } = startContainer(image, settings);
  try {
    await logged('started');
    const ready = await fetch(`http://127.0.0.1:${settings.PORT}/readyz`);
    const body = await ready.text();
    said('it answers that it is ready', ready.status === 200 && body.includes('"store":"reachable"'), body);
    const health = runInContainer(image, image.health, settings);
    said('its own health check finds it alive', health.code === 0, health.words);
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    const uid = image.user?.split(':')[0];
    said('it runs as that user', new RegExp(`^Uid:\\t${uid}\\t${uid}\\t${uid}`, 'm').test(status), status);
    said(
      'it has no rights and can get none',
      /^CapBnd:\t0+$/m.test(status) && /^NoNewPrivs:\t1$/m.test(status),
      status,
    );
    const data = image.volumes.flatMap((path) => readdirSync(image.room.at(path)));
    said('its state stands in the data folder', data.includes('state.db'), data);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    said('it stops when it is told to', code === 0, code);
    said('its health check finds it gone', runInContainer(image, image.health, settings).code === 1);
  } finally {
    child.kill('SIGKILL');
  }
}

function developmentPackages(project: string): string[] {
  const lock = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
  };
  const paths = Object.entries(lock.packages).flatMap(([path, { dev }]) => (dev ? [path] : []));
  if (paths.length === 0) throw new Error('package-lock.json names no development package.');
  return paths;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
