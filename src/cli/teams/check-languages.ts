// The localization files: those that the manifest names, read as Teams reads them, and held against the manifest.
import { checkDescriptions } from './check-manifest';
import { localizationSchemaFor } from './check-schema';
import { textsOf } from './fill-template';
import { keyOf, localizationSchemaOf } from './languages';
import { languagesOf, parseManifest } from './manifest';
import type { PackFault } from './pack-fault';
import { type PackedFile, placeIn } from './packed-file';

/** The localization files that can be read, and a fault for each that cannot. */
export function readLanguages(
  manifest: PackedFile,
  textOf: (name: string) => string | undefined,
): { readonly languages: readonly PackedFile[]; readonly faults: readonly PackFault[] } {
  // The same template: what a text was made of stands in the manifest's sources, under the place that its key names.
  const sources = new Map([...manifest.sources].map(([pointer, names]) => [`/${keyOf(pointer)}`, names]));
  const languages: PackedFile[] = [];
  const faults: PackFault[] = [];
  for (const { locale, file: name } of languagesOf(manifest.value)) {
    const text = textOf(name);
    const value = text === undefined ? undefined : parseManifest(text);
    if (value) languages.push({ name, locale, value, sources });
    else faults.push(noLanguage(locale, `${name}, which ${text === undefined ? 'is not there' : 'is no JSON object'}`));
  }
  return { languages, faults };
}

const noLanguage = (locale: string, file: string): PackFault => ({
  id: 'language-file-unreadable',
  what: `For the language "${locale}" the manifest names ${file}.`,
  why: 'Teams refuses a package without a file that its manifest names.',
  fix: 'Leave localizationInfo to teams:pack, which names the files that it makes.',
});

export async function checkLanguages(manifest: PackedFile, languages: readonly PackedFile[]): Promise<PackFault[]> {
  const faults = await Promise.all(languages.map((language) => checkLanguage(manifest, language)));
  return faults.flat();
}

async function checkLanguage(manifest: PackedFile, language: PackedFile): Promise<PackFault[]> {
  const schema = localizationSchemaFor(manifest.value);
  // Without it the manifest is of no version that could be checked, and that is told of the manifest.
  if (!schema) return [];
  const { $schema, ...words } = language.value as Record<string, unknown>;
  const places = new Set(textsOf(manifest.value).map(([pointer]) => keyOf(pointer)));
  const isFor = (key: string): boolean => key !== '$schema' && schema.allows(key);
  const unlocalized = [...places].filter((key) => isFor(key) && !Object.hasOwn(words, key));
  const unknown = Object.keys(words).filter((key) => !places.has(key));
  const fixed = Object.keys(words).filter((key) => places.has(key) && !schema.allows(key));
  return [
    ...versionFaults(manifest, language, $schema),
    ...unknown.map((key) => unknownKey(language, key)),
    ...unlocalized.map((key) => missingKey(language, key)),
    ...fixed.map((key) => fixedKey(language, key)),
    ...(await schema.check({ ...language, value: without(language.value, [...unknown, ...fixed]) })),
    ...checkDescriptions(language, { short: words['description.short'], full: words['description.full'] }),
  ];
}

/** Without what is told to be wrong already. */
function without(value: object, keys: readonly string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function versionFaults(manifest: PackedFile, { name }: PackedFile, $schema: unknown): PackFault[] {
  const wanted = localizationSchemaOf(manifest.value);
  if ($schema === wanted) return [];
  return [
    {
      id: 'versions-differ',
      what: `$schema of ${name} is "${$schema}", and for this manifest it is "${wanted}".`,
      why: 'Teams wants manifest and localization files of one version.',
      fix: 'Make the package with npm run teams:pack.',
    },
  ];
}

const unknownKey = (language: PackedFile, key: string): PackFault => ({
  id: 'localized-key-unknown',
  what: `${placeIn(language, `/${key}`)} is for a text that the manifest does not have.`,
  why: 'Nobody would ever see it, or Teams refuses the package.',
  fix: 'Make the package with npm run teams:pack.',
});

const fixedKey = (language: PackedFile, key: string): PackFault => ({
  id: 'place-not-localized',
  what: `${placeIn(language, `/${key}`)} is for a text that Teams shows in one language alone.`,
  why: 'Teams refuses it in a localization file.',
  fix: `Name a setting for ${key} in teams/manifest.json, and no phrase or entry.`,
});

const missingKey = (language: PackedFile, key: string): PackFault => ({
  id: 'text-not-localized',
  what: `${placeIn(language, `/${key}`)} is missing.`,
  why: 'People would read that text in the language of the manifest, and a starter would be sent in it.',
  fix: `Name a phrase or an entry for ${key} in teams/manifest.json, in place of words.`,
});
