// Template, settings and words -> the package, and all that is wrong with it.
import type { GivenSettings } from '../../config';
import { createFills, settingsFaults } from './app-values';
import { checkPackage } from './check-package';
import { fillTemplate } from './fill-template';
import { type LoadLanguage, languageFileOf, loadLanguages, localizationInfo, localized } from './languages';
import { iconsOf, MANIFEST, parseManifest } from './manifest';
import type { PackFault } from './pack-fault';
import { zipPackage } from './package-zip';

export interface PackageParts {
  /** The text of teams/manifest.json. */
  readonly template: string;
  /** A file of teams/, or undefined where there is none. */
  readonly readIcon: (name: string) => Uint8Array | undefined;
  readonly load: LoadLanguage;
  readonly given: GivenSettings;
}

export async function makePackage({ template, readIcon, load, given }: PackageParts): Promise<{
  readonly zip: Uint8Array;
  readonly faults: readonly PackFault[];
}> {
  const parsed = parseManifest(template);
  const { contents, faults: missing } = loadLanguages(given, load);
  const [first, ...others] = createFills(contents, given).map(({ locale, fill }) => ({
    locale,
    ...fillTemplate(parsed ?? {}, fill),
  }));
  const ofSettings = [...settingsFaults(given), ...missing];
  if (!first) return { zip: zipPackage({}), faults: ofSettings };

  const manifest = { ...first.manifest, ...localizationInfo(contents) };
  const icons = iconsOf(manifest).flatMap(([, name]) => {
    const bytes = readIcon(name);
    return bytes ? [[name, bytes] as const] : [];
  });
  const zip = zipPackage({
    // A template that cannot be read is put in as it is, and found by the check like everything else.
    [MANIFEST]: parsed ? jsonOf(manifest) : Buffer.from(template),
    ...Object.fromEntries(others.map((other) => [languageFileOf(other.locale), jsonOf(localized(other))])),
    ...Object.fromEntries(icons),
  });
  return { zip, faults: [...ofSettings, ...(await checkPackage(zip, first))] };
}

function jsonOf(value: object): Uint8Array {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
}
