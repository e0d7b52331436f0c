// The Teams app as tests make it: settings of a clinic, the real template and icons, and a package read back.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBuffer } from 'yauzl';
import type { LoadLanguage } from '../../src/cli/teams/languages';
import { makePackage } from '../../src/cli/teams/make-package';
import type { PackFault } from '../../src/cli/teams/pack-fault';
import type { GivenSettings } from '../../src/config';

const FOLDER = join(__dirname, '..', '..', 'teams');

export const teamsFile = (name: string): Buffer => readFileSync(join(FOLDER, name));
export const TEMPLATE = teamsFile('manifest.json').toString();

/** All that the app needs; in one language, whichever the bot has. */
export const GIVEN = {
  MicrosoftAppId: '3b0fa1f5-8f0c-4a2b-9d7e-2c6a0a7d1b11',
  PUBLIC_URL: 'https://chat.rosewood-skin.test',
  LANGUAGES: 'en',
  CLINIC_NAME: 'Rosewood Skin Clinic',
  CLINIC_PRIVACY_URL: 'https://www.rosewood-skin.test/privacy',
  CLINIC_TERMS_URL: 'https://www.rosewood-skin.test/terms',
} satisfies GivenSettings;

export interface Template {
  [key: string]: unknown;
  developer: Record<string, string>;
  name: Record<string, string>;
  description: Record<string, string>;
  bots: { botId: string; scopes: string[]; commandLists: { scopes: string[]; commands: Record<string, string>[] }[] }[];
}

export interface MadePackage {
  readonly zip: Uint8Array;
  readonly faults: readonly PackFault[];
}

/** A package of the real template and icons, the template changed by `change`. */
export function packageWith(
  given: GivenSettings,
  load: LoadLanguage,
  change: (template: Template) => void = () => {},
): Promise<MadePackage> {
  const template = JSON.parse(TEMPLATE) as Template;
  change(template);
  const readIcon = (name: string) => (existsSync(join(FOLDER, name)) ? teamsFile(name) : undefined);
  return makePackage({ template: JSON.stringify(template), readIcon, load, given });
}

/** Read by another library than the one that wrote it. */
export function readZip(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const files = new Map<string, Buffer>();
      zip.on('error', reject);
      zip.on('end', () => resolve(files));
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          stream.on('data', (chunk: Buffer) => chunks.push(chunk));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(chunks));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
