// Before all tests: the web page is built, as the service serves what stands in dist/.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const SCRIPT = join(__dirname, '..', '..', 'scripts', 'build-web.mjs');

module.exports = async (): Promise<void> => {
  execFileSync(process.execPath, [SCRIPT], { stdio: 'inherit' });
};
