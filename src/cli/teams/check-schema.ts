// The files of the package against the schemas of their version, which @microsoft/app-manifest brings along: nothing is fetched.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { isWord } from './app-values';
import { placeholdersIn, textsOf } from './fill-template';
import type { Manifest } from './manifest';
import type { PackFault } from './pack-fault';
import { type PackedFile, placeIn } from './packed-file';

const SCHEMAS = join(dirname(require.resolve('@microsoft/app-manifest/package.json')), 'build/json-schemas/teams');
const SCHEMA_ADDRESS =
  /^https:\/\/developer\.microsoft\.com\/(?:en-us\/)?json-schemas\/teams\/v(1\.\d+)\/MicrosoftTeams\.schema\.json$/;
const NEW_VERSION = 'Set both in teams/manifest.json to a version that stands in @microsoft/app-manifest.';

export async function checkManifestSchema(file: PackedFile): Promise<PackFault[]> {
  const { $schema, manifestVersion: version } = file.value;
  const named = versionOf(file.value);
  if (named === undefined) {
    const what = `$schema is "${$schema}", and manifestVersion is "${version}".`;
    return [
      { id: 'versions-differ', what, why: 'Teams refuses a manifest that names two versions.', fix: NEW_VERSION },
    ];
  }
  const schema = schemaOf(named, 'MicrosoftTeams.schema.json');
  if (!schema) {
    const why = 'The manifest cannot be checked against a schema that is not there.';
    return [{ id: 'version-unknown', what: `There is no schema of version ${named}.`, why, fix: NEW_VERSION }];
  }
  return checkAgainst(schema, file);
}

/** What may stand in a localization file, by the version of its manifest; undefined where that is told to be wrong already. */
export function localizationSchemaFor(manifest: Manifest): LocalizationSchema | undefined {
  const version = versionOf(manifest);
  const schema = version && schemaOf(version, 'MicrosoftTeams.Localization.schema.json');
  if (!schema) return undefined;
  // A pattern for parts that this app does not have ("activities") is none for the library, which then reads no schema at all.
  // A place whose pattern is left out is refused, and not let pass.
  const patterns = Object.entries(schema.patternProperties ?? {}).flatMap(([pattern, rule]) => {
    const read = patternOf(pattern);
    return read ? [{ pattern, rule, read }] : [];
  });
  const readable = {
    ...schema,
    patternProperties: Object.fromEntries(patterns.map(({ pattern, rule }) => [pattern, rule])),
  };
  return {
    check: (file) => checkAgainst(readable, file),
    allows: (key) => Object.hasOwn(schema.properties ?? {}, key) || patterns.some(({ read }) => read.test(key)),
  };
}

export interface LocalizationSchema {
  readonly check: (file: PackedFile) => Promise<PackFault[]>;
  /** Whether Teams shows what stands there in the languages of people. */
  readonly allows: (key: string) => boolean;
}

interface Schema {
  readonly properties?: object;
  readonly patternProperties?: object;
}

function versionOf({ $schema, manifestVersion }: Manifest): string | undefined {
  const named = SCHEMA_ADDRESS.exec(String($schema))?.[1];
  return named === manifestVersion ? named : undefined;
}

function schemaOf(version: string, name: string): Schema | undefined {
  const file = join(SCHEMAS, `v${version}`, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function patternOf(text: string): RegExp | undefined {
  try {
    return new RegExp(text, 'u');
  } catch {
    return undefined;
  }
}

async function checkAgainst(schema: Schema, file: PackedFile): Promise<PackFault[]> {
  // The schema is always handed over: left to find it by itself, the library may ask the network.
  const faults = await AppManifestUtils.validateAgainstSchema(
    file.value as unknown as TeamsManifest,
    schema as Parameters<typeof AppManifestUtils.validateAgainstSchema>[1],
  );
  const texts = new Map(textsOf(file.value));
  // What is wrong with a text in which a placeholder is left is that nothing stands there yet, and that is told elsewhere.
  return faults
    .map(splitFault)
    .filter(({ pointer }) => placeholdersIn(texts.get(pointer) ?? '').length === 0)
    .map((fault) => schemaFault(fault, file, texts.get(fault.pointer)));
}

interface SchemaFault {
  readonly pointer: string;
  readonly words: string;
}

/** The library gives a line each: a JSON pointer, words, "Details:" and the parameters as JSON. */
function splitFault(line: string): SchemaFault {
  const [, pointer = '', words = line, details = ''] = /^(\S*) (.*)\. Details: (.*)$/s.exec(line) ?? [];
  const extra = /"additionalProperty":"([^"]*)"/.exec(details)?.[1];
  return { pointer, words: extra === undefined ? words : `${words}: "${extra}"` };
}

function schemaFault({ pointer, words }: SchemaFault, file: PackedFile, text: string | undefined): PackFault {
  const shown = text === undefined ? '' : ` It is "${text.slice(0, 120)}", ${[...text].length} characters.`;
  return {
    id: words.includes('more than') && text !== undefined ? 'text-too-long' : 'schema',
    what: `${placeIn(file, pointer)} ${words}.${shown}`,
    why: 'Teams refuses what its own schema refuses.',
    fix: fixOf(file.sources.get(pointer) ?? [], file.locale),
  };
}

function fixOf(placeholders: readonly string[], locale: string): string {
  if (placeholders.length === 0) return 'Mend it in teams/manifest.json.';
  const places = placeholders.map((name) => {
    const [kind, id] = name.split(':');
    if (isWord(name)) return `the ${kind} "${id}" in knowledge/${locale}/`;
    return kind === 'CLINIC_NAME'
      ? "CLINIC_NAME (for the app alone: CLINIC_NAME='Short Name' npm run teams:pack)"
      : `${kind} in .env`;
  });
  return `Change ${places.join(', and ')}.`;
}
