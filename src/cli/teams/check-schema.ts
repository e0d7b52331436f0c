// The manifest against the schema of its version, which @microsoft/app-manifest brings along: nothing is fetched.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { placeholdersIn, type Sources, textsOf } from './fill-template';
import type { Manifest } from './manifest';
import type { PackFault } from './pack-fault';

const SCHEMAS = join(dirname(require.resolve('@microsoft/app-manifest/package.json')), 'build/json-schemas/teams');
const SCHEMA_ADDRESS =
  /^https:\/\/developer\.microsoft\.com\/(?:en-us\/)?json-schemas\/teams\/v(1\.\d+)\/MicrosoftTeams\.schema\.json$/;
const NEW_VERSION = 'Set both in teams/manifest.json to a version that stands in @microsoft/app-manifest.';

export async function checkSchema(manifest: Manifest, sources: Sources): Promise<PackFault[]> {
  const { $schema, manifestVersion: version } = manifest;
  const named = SCHEMA_ADDRESS.exec(String($schema))?.[1];
  if (named === undefined || named !== version) {
    const what = `$schema is "${$schema}", and manifestVersion is "${version}".`;
    return [
      { id: 'versions-differ', what, why: 'Teams refuses a manifest that names two versions.', fix: NEW_VERSION },
    ];
  }
  const file = join(SCHEMAS, `v${named}`, 'MicrosoftTeams.schema.json');
  if (!existsSync(file)) {
    const why = 'The manifest cannot be checked against a schema that is not there.';
    return [{ id: 'version-unknown', what: `There is no schema of version ${named}.`, why, fix: NEW_VERSION }];
  }
  const schema = JSON.parse(readFileSync(file, 'utf8'));
  // The schema is always handed over: left to find it by itself, the library may ask the network.
  const faults = await AppManifestUtils.validateAgainstSchema(manifest as unknown as TeamsManifest, schema);
  const unfilled = textsOf(manifest).flatMap(([pointer, text]) => (placeholdersIn(text).length > 0 ? [pointer] : []));
  return faults.map(splitFault).flatMap(({ pointer, words }) => {
    // What is wrong there is that nothing stands there yet, and that is told elsewhere.
    if (unfilled.includes(pointer)) return [];
    return [schemaFault({ pointer, words }, { sources, texts: new Map(textsOf(manifest)) })];
  });
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

function schemaFault(
  { pointer, words }: SchemaFault,
  { sources, texts }: { readonly sources: Sources; readonly texts: ReadonlyMap<string, string> },
): PackFault {
  const text = texts.get(pointer);
  const shown = text === undefined ? '' : ` It is "${text.slice(0, 120)}", ${[...text].length} characters.`;
  return {
    id: words.includes('more than') && text !== undefined ? 'text-too-long' : 'schema',
    what: `${pointer || 'The manifest'} ${words}.${shown}`,
    why: 'Teams refuses what its own schema refuses.',
    fix: fixOf(sources.get(pointer) ?? []),
  };
}

function fixOf(placeholders: readonly string[]): string {
  if (placeholders.length === 0) return 'Mend it in teams/manifest.json.';
  const places = placeholders.map((name) => {
    const [kind, id] = name.split(':');
    if (id !== undefined) return `the ${kind} "${id}" in knowledge/en/`;
    return kind === 'CLINIC_NAME'
      ? "CLINIC_NAME (for the app alone: CLINIC_NAME='Short Name' npm run teams:pack)"
      : `${kind} in .env`;
  });
  return `Change ${places.join(', and ')}.`;
}
