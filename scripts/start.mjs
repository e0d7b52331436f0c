// Builds, then serves in this same process, so that a signal sent to `npm start` reaches the service.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { buildWeb } from './build-web.mjs';

const typescript = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));
try {
  execFileSync(process.execPath, [join(typescript, 'bin', 'tsc')], { stdio: 'inherit' });
  buildWeb();
} catch {
  process.stderr.write('Not started: the build failed; the lines above say where.\n');
  process.exit(1);
}
await import('../dist/src/main.js');
