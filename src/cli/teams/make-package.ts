// Template, settings and words -> the package, and all that is wrong with it.
import type { Content } from '../../../knowledge';
import type { GivenSettings } from '../../config';
import { createValues, settingsFaults } from './app-values';
import { checkPackage } from './check-package';
import { fillTemplate } from './fill-template';
import { iconsOf, MANIFEST, parseManifest } from './manifest';
import type { PackFault } from './pack-fault';
import { zipPackage } from './package-zip';

export interface PackageParts {
  /** The text of teams/manifest.json. */
  readonly template: string;
  /** A file of teams/, or undefined where there is none. */
  readonly readIcon: (name: string) => Uint8Array | undefined;
  readonly content: Content;
  readonly given: GivenSettings;
}

export async function makePackage({ template, readIcon, content, given }: PackageParts): Promise<{
  readonly zip: Uint8Array;
  readonly faults: readonly PackFault[];
}> {
  const parsed = parseManifest(template);
  const { manifest, sources } = fillTemplate(parsed ?? {}, createValues(content, given));
  const icons = iconsOf(manifest).flatMap(([, name]) => {
    const bytes = readIcon(name);
    return bytes ? [[name, bytes] as const] : [];
  });
  // A template that cannot be read is put in as it is, and found by the check like everything else.
  const text = parsed ? `${JSON.stringify(manifest, null, 2)}\n` : template;
  const zip = zipPackage({ [MANIFEST]: Buffer.from(text), ...Object.fromEntries(icons) });
  return { zip, faults: [...settingsFaults(given), ...(await checkPackage(zip, sources))] };
}
