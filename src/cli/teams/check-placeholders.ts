// Placeholders that nothing stood for, in all files of the package: one that is left in several is told once.
import { settingsSchema } from '../../config';
import { isWord } from './app-values';
import { placeholdersIn, textsOf } from './fill-template';
import type { PackFault } from './pack-fault';
import type { PackedFile } from './packed-file';

export function checkPlaceholders(files: readonly PackedFile[]): PackFault[] {
  const ofTemplate = leftIn(files, placeholdersIn).map(([name, lacking]) => {
    const isEverywhere = lacking.length === files.length;
    return [`{{${name}}}`, isEverywhere || !isWord(name) ? fixOf(name) : fixOfWords(name, lacking)] as const;
  });
  const ofPhrases = leftIn(files, (text) => text.match(/(?<!\{)\{[a-z-]+\}(?!\})/g) ?? []).map(
    ([name]) =>
      [name, 'Name another phrase in teams/manifest.json: the Teams app does not know what that is.'] as const,
  );
  return [...ofTemplate, ...ofPhrases].map(([shown, fix]) => ({
    id: 'placeholder-left',
    what: `Nothing stands for ${shown}.`,
    why: 'Teams would show it to people as it is, or refuse the package.',
    fix,
  }));
}

/** What is found in any file, each once, with the languages of the files that it is found in. */
function leftIn(
  files: readonly PackedFile[],
  find: (text: string) => readonly string[],
): [name: string, locales: string[]][] {
  const left = new Map<string, string[]>();
  for (const { locale, value } of files)
    for (const name of new Set(textsOf(value).flatMap(([, text]) => find(text))))
      left.set(name, [...(left.get(name) ?? []), locale]);
  return [...left];
}

function fixOf(placeholder: string): string {
  if (isWord(placeholder)) {
    const [kind, id] = placeholder.split(':');
    return `teams/manifest.json names the ${kind} "${id}", which knowledge/ does not have: mend it there.`;
  }
  const why = Object.hasOwn(settingsSchema.shape, placeholder)
    ? settingsSchema.shape[placeholder as keyof typeof settingsSchema.shape].description
    : undefined;
  return why === undefined
    ? `There is no setting "${placeholder}": mend teams/manifest.json.`
    : `Set ${placeholder}. ${why}`;
}

function fixOfWords(placeholder: string, lacking: readonly string[]): string {
  const [kind, id] = placeholder.split(':');
  const folders = lacking.map((locale) => `knowledge/${locale}/`).join(' and ');
  return `Write the ${kind} "${id}" in ${folders}, or name another in teams/manifest.json.`;
}
