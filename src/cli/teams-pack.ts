// npm run teams:pack: makes the package that Teams takes, from teams/, the settings and the words in knowledge/. What is wrong
// with it is told all at once, and then there is no package, not even an old one.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadContent, localesIn } from '../../knowledge';
import { givenSettings, readEnvironment } from '../config';
import { print, runCommand, UsageError } from './lines';
import type { LoadLanguage } from './teams/languages';
import { makePackage } from './teams/make-package';
import { MANIFEST } from './teams/manifest';
import { printedFault } from './teams/pack-fault';

const PROJECT = join(__dirname, '..', '..');
const USAGE = `Usage:
  npm run --silent teams:pack              makes dist/teams.zip
  npm run --silent teams:pack -- FILE.zip  makes it elsewhere`;

runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return print(USAGE);
  if (positionals.length > 1) throw new UsageError(USAGE);
  const target = resolve(positionals[0] ?? join(PROJECT, 'dist', 'teams.zip'));
  const given = givenSettings(readEnvironment());
  const template = fileOf(MANIFEST)?.toString() ?? '';
  const load: LoadLanguage = (locale) => (localesIn().includes(locale) ? loadContent({ locale }) : undefined);
  const { zip, faults } = await makePackage({ template, readIcon: fileOf, load, given });

  rmSync(target, { force: true });
  if (faults.length > 0) {
    process.exitCode = 1;
    return print([...faults.map(printedFault), `${faults.length} to mend; no package was made.`].join('\n'));
  }
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, zip);
  print(`${target} is made, for the bot ${given.MicrosoftAppId}. docs/DEPLOY.md says where to upload it.`);
});

function fileOf(name: string): Buffer | undefined {
  const file = join(PROJECT, 'teams', name);
  return existsSync(file) ? readFileSync(file) : undefined;
}
