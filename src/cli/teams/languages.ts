// The languages of the app. The manifest is in the first; each further one has a localization file, made of the same template, so
// that there is none to be kept in step with it.
import type { Content } from '../../../knowledge';
import type { GivenSettings } from '../../config';
import { isWord, languagesIn } from './app-values';
import { type Filled, textsOf } from './fill-template';
import type { Manifest } from './manifest';
import type { PackFault } from './pack-fault';

/** A language of knowledge/, or undefined where there is none. */
export type LoadLanguage = (locale: string) => Content | undefined;

/** Those that the settings name, first things first, and a fault for each that nobody wrote. */
export function loadLanguages(
  given: GivenSettings,
  load: LoadLanguage,
): { readonly contents: readonly Content[]; readonly faults: readonly PackFault[] } {
  const opened = languagesIn(given).map((locale) => ({ locale, content: load(locale) }));
  return {
    contents: opened.flatMap(({ content }) => content ?? []),
    faults: opened.flatMap(({ locale, content }) => (content ? [] : [missingLanguage(locale)])),
  };
}

const missingLanguage = (locale: string): PackFault => ({
  id: 'language-missing',
  what: `LANGUAGES names "${locale}", and there is no knowledge/${locale}/.`,
  why: 'The service does not start with it either.',
  fix: 'Set LANGUAGES to languages that have a folder in knowledge/.',
});

/** How the manifest names its own language and the files of the others; a package of one language names none. */
export function localizationInfo([first, ...others]: readonly Content[]): object {
  if (first === undefined || others.length === 0) return {};
  return {
    localizationInfo: {
      defaultLanguageTag: first.locale,
      additionalLanguages: others.map(({ locale }) => ({ languageTag: locale, file: languageFileOf(locale) })),
    },
  };
}

export function languageFileOf(locale: string): string {
  return `${locale}.json`;
}

/** What Teams wants in every localization file, even where a clinic made it of a setting alone. */
const ALWAYS = /^\/(name|description)\/(short|full)$/;

/** The localization file: the texts of a filled manifest that stand for words. */
export function localized({ manifest, sources }: Filled): object {
  const words = textsOf(manifest).filter(
    ([pointer]) => ALWAYS.test(pointer) || (sources.get(pointer) ?? []).some(isWord),
  );
  return {
    $schema: localizationSchemaOf(manifest),
    ...Object.fromEntries(words.map(([pointer, text]) => [keyOf(pointer), text])),
  };
}

/** Teams wants manifest and localization files of one version. */
export function localizationSchemaOf({ $schema }: Manifest): string {
  return String($schema).replace(/MicrosoftTeams\.schema\.json$/, 'MicrosoftTeams.Localization.schema.json');
}

/** A place of the manifest as localization files name it: /bots/0/commandLists is bots[0].commandLists. */
export function keyOf(pointer: string): string {
  return pointer
    .slice(1)
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('/', '.');
}
