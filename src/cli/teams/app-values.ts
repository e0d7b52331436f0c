// What the placeholders of teams/manifest.json stand for: settings by their name, and words by their id in knowledge/.
// No word for patients stands here or in the template.
import { type Content, type PhraseId, type PhraseValues, sayPhrase } from '../../../knowledge';
import { type GivenSettings, settingsSchema } from '../../config';
import type { PackFault } from './pack-fault';

/** The settings that the app is made of. The bot's password is none of them: whoever packs need not know it. */
const APP_SETTINGS = settingsSchema.pick({
  MicrosoftAppId: true,
  PUBLIC_URL: true,
  RETENTION_DAYS: true,
  LANGUAGES: true,
  CLINIC_NAME: true,
  CLINIC_WEBSITE_URL: true,
  CLINIC_PRIVACY_URL: true,
  CLINIC_TERMS_URL: true,
});
const DEFAULTS = APP_SETTINGS.parse({});

/** The languages that the settings name, each once. */
export function languagesIn(given: GivenSettings): readonly string[] {
  const { data = DEFAULTS.LANGUAGES } = APP_SETTINGS.shape.LANGUAGES.safeParse(given.LANGUAGES);
  return [...new Set(data)];
}

/** Without a value the placeholder stays, and is found when the package is checked. */
export type Fill = (placeholder: string) => string | undefined;

/** True for a placeholder of words, which each language fills in its own way; settings are the same in all. */
export function isWord(placeholder: string): boolean {
  return placeholder.includes(':');
}

/** What fills the template in each language. */
export function createFills(
  contents: readonly Content[],
  given: GivenSettings,
): readonly { readonly locale: string; readonly fill: Fill }[] {
  // The bot may call a clinic without a name "the clinic"; among the apps of Teams it needs its name.
  const isNone = contents.some(({ phrases }) => given.CLINIC_NAME === sayPhrase(phrases, 'the-clinic'));
  const name = isNone ? undefined : given.CLINIC_NAME;
  return contents.map((content) => ({ locale: content.locale, fill: createFill(content, given, name) }));
}

function createFill(content: Content, given: GivenSettings, name: string | undefined): Fill {
  const clinic = name ?? '{{CLINIC_NAME}}';
  const days = given.RETENTION_DAYS ?? DEFAULTS.RETENTION_DAYS;
  const say = (id: PhraseId, section = ''): string =>
    sayPhrase(content.phrases, id, { values: { clinic, days, section } as unknown as PhraseValues<PhraseId> });
  const settings = { ...given, CLINIC_NAME: name, CLINIC_WEBSITE_URL: given.CLINIC_WEBSITE_URL ?? given.PUBLIC_URL };

  return (placeholder) => {
    const [kind = '', id] = placeholder.split(':');
    if (id === undefined) return isAppSetting(kind) ? settings[kind] : undefined;
    const entry = content.entries.find((candidate) => candidate.id === id);
    if (kind === 'entry') return entry?.question;
    if (kind === 'section') return entry && say('teams-starter-entry', entry.section);
    return kind === 'phrase' && Object.hasOwn(content.phrases, id) ? say(id as PhraseId) : undefined;
  };
}

function isAppSetting(name: string): name is keyof typeof APP_SETTINGS.shape {
  return Object.hasOwn(APP_SETTINGS.shape, name);
}

/** Settings that the service itself would refuse. */
export function settingsFaults(given: GivenSettings): PackFault[] {
  const { error } = APP_SETTINGS.safeParse(given);
  return (error?.issues ?? []).map(({ path, message }) => ({
    id: 'setting-invalid',
    what: `${path.join('.')} is "${given[path[0] as keyof GivenSettings]}", and ${message}.`,
    why: 'The service does not start with it either.',
    fix: `Set ${path.join('.')} as .env.example explains.`,
  }));
}
