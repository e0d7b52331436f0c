// npm run image:try: carries out the steps of the Dockerfile on this machine, without Docker, and tries what comes out. Needs root
// and the Node of the image. All mounts are made by a process with a mount table of its own, and are gone when it is; only then
// is the folder deleted, in which parts of this very disk were to be seen.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

if (process.getuid?.() !== 0) {
  process.stderr.write('Run it as root: it lays out a disk of its own, and drops its rights itself.\n');
  process.exit(2);
}
const main = join(dirname(fileURLToPath(import.meta.url)), 'image', 'main.ts');
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
const work = mkdtempSync(join(tmpdir(), 'image-'));
const alone = ['--mount', '--propagation', 'private', process.execPath, '--import', tsx, main, work];
const { status, error } = spawnSync('unshare', alone, { stdio: 'inherit' });
if (error) process.stderr.write(`${error.message}\n`);
if (readFileSync('/proc/self/mountinfo', 'utf8').includes(` ${work}`)) {
  process.stderr.write(`Something is still mounted in ${work}: unmount it, then delete the folder.\n`);
} else {
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = status ?? 1;
