// The manifest of the app: what the checks read of it; the schema says whether the rest is right.
export const MANIFEST = 'manifest.json';

export interface Manifest {
  readonly $schema?: unknown;
  readonly manifestVersion?: unknown;
  readonly version?: unknown;
  readonly supportsChannelFeatures?: unknown;
  readonly supportedChannelTypes?: unknown;
  readonly icons?: unknown;
  readonly description?: { readonly short?: unknown; readonly full?: unknown };
  readonly bots?: unknown;
  readonly localizationInfo?: unknown;
}

export interface ManifestBot {
  readonly botId: string;
  readonly scopes: readonly string[];
  /** The scopes for which it lists starters. */
  readonly starterScopes: readonly string[];
}

/** The object in the text; undefined where it is none, also because of a byte order mark. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The kinds and the files of the icons that it names. */
export function iconsOf({ icons }: Manifest): [kind: string, file: string][] {
  return Object.entries(icons ?? {}).filter((icon): icon is [string, string] => typeof icon[1] === 'string');
}

/** The bots that it names; what is of another shape is left to the schema. */
export function botsOf({ bots }: Manifest): ManifestBot[] {
  return listOf(bots).map((bot) => ({
    botId: String(fieldOf(bot, 'botId')),
    scopes: listOf(fieldOf(bot, 'scopes')).map(String),
    starterScopes: listOf(fieldOf(bot, 'commandLists')).flatMap((list) => listOf(fieldOf(list, 'scopes')).map(String)),
  }));
}

/** The further languages that it names, with the file of each; what is of another shape is left to the schema. */
export function languagesOf({ localizationInfo }: Manifest): { readonly locale: string; readonly file: string }[] {
  return listOf(fieldOf(localizationInfo, 'additionalLanguages')).map((language) => ({
    locale: String(fieldOf(language, 'languageTag')),
    file: String(fieldOf(language, 'file')),
  }));
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
