// The rules of the manifest that its schema does not know: what Teams refuses on upload, and what would mislead people.
import { settingsSchema } from '../../config';
import { checkSchema } from './check-schema';
import { checkScopes } from './check-scopes';
import { placeholdersIn, type Sources, textsOf } from './fill-template';
import { botsOf, type Manifest } from './manifest';
import type { PackFault } from './pack-fault';
import { isReservedHost, looksInvented } from './stand-ins';

export async function checkManifest(manifest: Manifest, sources: Sources): Promise<PackFault[]> {
  return [
    ...placeholderFaults(manifest),
    ...(await checkSchema(manifest, sources)),
    ...versionFaults(manifest),
    ...idFaults(manifest),
    ...linkFaults(manifest),
    ...descriptionFaults(manifest),
    ...checkScopes(manifest),
  ];
}

function placeholderFaults(manifest: Manifest): PackFault[] {
  const texts = textsOf(manifest).map(([, text]) => text);
  const ofTemplate = [...new Set(texts.flatMap(placeholdersIn))].map((name) => [`{{${name}}}`, fixOf(name)] as const);
  const ofPhrases = [...new Set(texts.flatMap((text) => text.match(/(?<!\{)\{[a-z-]+\}(?!\})/g) ?? []))].map(
    (name) => [name, 'Name another phrase in teams/manifest.json: the Teams app does not know what that is.'] as const,
  );
  return [...ofTemplate, ...ofPhrases].map(([shown, fix]) => ({
    id: 'placeholder-left',
    what: `Nothing stands for ${shown}.`,
    why: 'Teams would show it to people as it is, or refuse the package.',
    fix,
  }));
}

function fixOf(placeholder: string): string {
  const [kind = '', id] = placeholder.split(':');
  if (id !== undefined)
    return `teams/manifest.json names the ${kind} "${id}", which knowledge/ does not have: mend it there.`;
  const why = Object.hasOwn(settingsSchema.shape, kind)
    ? settingsSchema.shape[kind as keyof typeof settingsSchema.shape].description
    : undefined;
  return why === undefined ? `There is no setting "${kind}": mend teams/manifest.json.` : `Set ${kind}. ${why}`;
}

function versionFaults({ version }: Manifest): PackFault[] {
  if (/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/.test(String(version))) return [];
  return [
    {
      id: 'version-no-number',
      what: `The app's version is "${version}".`,
      why: 'Teams tells an update from what it has by three numbers, such as 1.2.0.',
      fix: 'Set "version" in teams/manifest.json.',
    },
  ];
}

function idFaults(manifest: Manifest): PackFault[] {
  return botsOf(manifest)
    .map(({ botId }) => botId)
    .filter((botId) => placeholdersIn(botId).length === 0 && looksInvented(botId))
    .map((botId) => ({
      id: 'bot-id-invented',
      what: `The bot's id ${botId} stands for none that Azure would give out.`,
      why: 'The app could be added, and nobody would ever answer in it.',
      fix: 'Set MicrosoftAppId to the id of the bot registration.',
    }));
}

function linkFaults(manifest: Manifest): PackFault[] {
  const links = textsOf(manifest).filter(
    ([pointer, text]) => /Url$/.test(pointer) && placeholdersIn(text).length === 0,
  );
  return links.flatMap(([pointer, link]): PackFault[] => {
    const url = URL.canParse(link) ? new URL(link) : undefined;
    const fix = 'Set CLINIC_WEBSITE_URL (or PUBLIC_URL), CLINIC_PRIVACY_URL and CLINIC_TERMS_URL to pages of yours.';
    if (url?.protocol !== 'https:') {
      return [
        {
          id: 'link-not-https',
          what: `${pointer} is "${link}", which does not begin with https://.`,
          why: 'Teams takes no other links.',
          fix,
        },
      ];
    }
    if (!isReservedHost(url.hostname)) return [];
    const what = `${pointer} is "${link}", which is no page that people could open.`;
    return [{ id: 'link-unreachable', what, why: 'People could not read who runs the app, and on what terms.', fix }];
  });
}

function descriptionFaults({ description }: Manifest): PackFault[] {
  const { short, full } = description ?? {};
  if (typeof short !== 'string' || typeof full !== 'string' || short === '') return [];
  if (!full.toLowerCase().includes(short.toLowerCase().replace(/[.!]+$/, ''))) return [];
  return [
    {
      id: 'description-repeated',
      what: 'The full description repeats the short one.',
      why: 'Teams shows one under the other, and refuses such a package.',
      fix: 'Change teams-description or teams-short-description in knowledge/en/phrases.yaml.',
    },
  ];
}
