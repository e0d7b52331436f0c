// The inner part of `npm run image:try`, with a mount table of its own: builds in the folder that it is given, and tries the result.
import { chmodSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { buildImage } from './build';
import { readDockerfile } from './dockerfile';
import { tryImage } from './try-image';

const PROJECT = join(__dirname, '..', '..');

async function main(): Promise<void> {
  const [work] = process.argv.slice(2);
  const isAlone = readlinkSync('/proc/self/ns/mnt') !== readlinkSync(`/proc/${process.ppid}/ns/mnt`);
  if (work === undefined || !isAlone) throw new Error('Run it as: npm run image:try');
  const stages = readDockerfile(readFileSync(join(PROJECT, 'Dockerfile'), 'utf8'));
  const major = process.versions.node.split('.')[0];
  for (const { image } of stages) {
    if (!image.startsWith(`node:${major}-`))
      throw new Error(`The Dockerfile says FROM ${image}; this is Node ${major}.`);
  }
  // The service has no rights, and must find its way in.
  chmodSync(work, 0o755);
  await tryImage(buildImage(stages, PROJECT, work), PROJECT);
}

main().catch((error: unknown) => {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
