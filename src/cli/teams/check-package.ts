// Everything that Teams would refuse, or people would stumble on, found in the very bytes that are uploaded.
import { checkIcon, ICONS } from './check-icon';
import { checkLanguages, readLanguages } from './check-languages';
import { checkManifest } from './check-manifest';
import { checkPlaceholders } from './check-placeholders';
import { iconsOf, languagesOf, MANIFEST, parseManifest } from './manifest';
import type { PackFault } from './pack-fault';
import { unzipPackage } from './package-zip';
import { type Origin, packedManifest } from './packed-file';

export async function checkPackage(bytes: Uint8Array, origin: Origin = {}): Promise<PackFault[]> {
  const files = unzipPackage(bytes);
  if (!files) return [noPackage('The package is no zip that can be read.')];
  const faults = Object.keys(files).filter(isElsewhere).map(notAtRoot);
  const textOf = (name: string): string | undefined =>
    files[name] && new TextDecoder('utf-8', { ignoreBOM: true }).decode(files[name]);
  const text = textOf(MANIFEST);
  const manifest = text === undefined ? undefined : parseManifest(text);
  if (manifest === undefined) {
    return [...faults, noPackage(`${MANIFEST} is ${text === undefined ? 'missing' : 'no JSON object'}.`)];
  }
  const file = packedManifest(manifest, origin);
  const { languages, faults: unreadable } = readLanguages(file, textOf);
  faults.push(
    ...checkPlaceholders([file, ...languages]),
    ...(await checkManifest(file)),
    ...unreadable,
    ...(await checkLanguages(file, languages)),
  );
  const icons = iconsOf(manifest);
  for (const [kind, name] of icons) if (Object.hasOwn(ICONS, kind)) faults.push(...checkIcon(kind, name, files[name]));
  const known = new Set([
    MANIFEST,
    ...languagesOf(manifest).map((language) => language.file),
    ...icons.map(([, name]) => name),
  ]);
  return [
    ...faults,
    ...Object.keys(files)
      .filter((name) => !known.has(name) && !isElsewhere(name))
      .map(unknownFile),
  ];
}

function isElsewhere(name: string): boolean {
  return /[/\\]/.test(name);
}

const noPackage = (what: string): PackFault => ({
  id: 'package-unreadable',
  what,
  why: 'Teams takes a zip with manifest.json and two icons in it.',
  fix: 'Mend teams/manifest.json: it must be one JSON object, saved as UTF-8 without a byte order mark.',
});

const notAtRoot = (name: string): PackFault => ({
  id: 'file-not-at-root',
  what: `"${name}" stands in a folder.`,
  why: 'Teams looks for the manifest and the icons at the root of the zip, and finds none in folders.',
  fix: 'Put it beside manifest.json.',
});

const unknownFile = (name: string): PackFault => ({
  id: 'file-unknown',
  what: `"${name}" is nothing that the manifest names.`,
  why: 'Everybody who may add the app can read the files of its package.',
  fix: 'Leave it out.',
});
