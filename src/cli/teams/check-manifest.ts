// The rules of the manifest that its schema does not know: what Teams refuses on upload, and what would mislead people.
import { checkManifestSchema } from './check-schema';
import { checkScopes } from './check-scopes';
import { placeholdersIn, textsOf } from './fill-template';
import { botsOf, MANIFEST, type Manifest } from './manifest';
import type { PackFault } from './pack-fault';
import type { PackedFile } from './packed-file';
import { isReservedHost, looksInvented } from './stand-ins';

export async function checkManifest(file: PackedFile): Promise<PackFault[]> {
  const { value: manifest } = file;
  return [
    ...(await checkManifestSchema(file)),
    ...versionFaults(manifest),
    ...idFaults(manifest),
    ...linkFaults(manifest),
    ...checkDescriptions(file, manifest.description),
    ...checkScopes(manifest),
  ];
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

/** `description`: as it stands in the file. */
export function checkDescriptions({ name, locale }: PackedFile, description: Manifest['description']): PackFault[] {
  const { short, full } = description ?? {};
  if (typeof short !== 'string' || typeof full !== 'string' || short === '') return [];
  if (!full.toLowerCase().includes(short.toLowerCase().replace(/[.!]+$/, ''))) return [];
  return [
    {
      id: 'description-repeated',
      what: `The full description repeats the short one${name === MANIFEST ? '' : ` in ${name}`}.`,
      why: 'Teams shows one under the other, and refuses such a package.',
      fix: `Change teams-description or teams-short-description in knowledge/${locale}/phrases.yaml.`,
    },
  ];
}
