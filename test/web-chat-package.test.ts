// Web Chat is installed without its hundreds of megabytes of dependencies, and for development alone (docs/decisions/0007).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface LockedPackage {
  readonly name?: string;
  readonly dev?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const ROOT = join(__dirname, '..');
const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const { packages } = read('package-lock.json') as { packages: Readonly<Record<string, LockedPackage>> };
const WEB_CHAT = 'node_modules/botframework-webchat';

test('every dependency of Web Chat is emptied', () => {
  const { dependencies = {}, peerDependencies = {} } = packages[WEB_CHAT] ?? {};
  const names = Object.keys({ ...dependencies, ...peerDependencies });
  expect(names.length).toBeGreaterThan(10);
  const full = names.filter((name) => {
    const found = packages[`${WEB_CHAT}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
    return found !== undefined && found.name !== 'empty-npm-package';
  });
  expect(full).toEqual([]);
});

test('an install for production has neither Web Chat nor a browser to test with', () => {
  for (const name of ['botframework-webchat', 'playwright-core', 'axe-core'])
    expect([name, packages[`node_modules/${name}`]?.dev]).toEqual([name, true]);
});
