// Where the bot can be added: rules that Teams has on upload, and that no schema knows.
import { botsOf, type Manifest } from './manifest';
import type { PackFault } from './pack-fault';

/** The first version in which a package with the scope "team" is still taken. */
const FIRST_WITH_TEAM = 25;

export function checkScopes(manifest: Manifest): PackFault[] {
  const faults: PackFault[] = [];
  const add = (id: string, what: string, [why, fix]: readonly [string, string]): void => {
    faults.push({ id, what, why, fix });
  };
  const minor = Number(/^1\.(\d+)$/.exec(String(manifest.manifestVersion))?.[1] ?? Number.NaN);
  if (minor >= FIRST_WITH_TEAM && manifest.supportedChannelTypes !== undefined) {
    add('channel-types-outdated', 'supportedChannelTypes stands beside, or in place of, supportsChannelFeatures.', [
      'From version 1.25 on Teams refuses such a package.',
      'Take it out of teams/manifest.json.',
    ]);
  }
  for (const { scopes, starterScopes } of botsOf(manifest)) {
    if (scopes.includes('team') && minor < FIRST_WITH_TEAM) {
      add('team-scope-too-early', `The scope "team" stands in a manifest of version 1.${minor}.`, [
        'Teams takes that scope from version 1.25 on.',
        'Raise manifestVersion and $schema in teams/manifest.json, or take the scope out.',
      ]);
    }
    if (scopes.includes('team') && minor >= FIRST_WITH_TEAM && manifest.supportsChannelFeatures !== 'tier1') {
      add('channel-features-missing', 'The scope "team" stands without supportsChannelFeatures.', [
        'From version 1.25 on Teams refuses such a package.',
        'Put "supportsChannelFeatures": "tier1" into teams/manifest.json.',
      ]);
    }
    const astray = starterScopes.filter((scope) => !scopes.includes(scope));
    if (astray.length > 0) {
      add('starter-without-scope', `Starters are listed for ${astray.join(', ')}, where the bot cannot be added.`, [
        'Nobody would ever see them.',
        'Add the scope to the bot, or take the list out.',
      ]);
    }
  }
  return faults;
}
