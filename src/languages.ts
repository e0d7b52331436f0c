// The languages of the chat, as the settings name them: each opened, with what serves patients in it.
import { createRouter, type Language, type Router } from '../dialogs';
import { KNOWLEDGE_FOLDER, localesIn } from '../knowledge';
import { clinicOf } from './clinic';
import type { Config } from './config';
import { Fault } from './errors';
import { openKnowledge } from './open-knowledge';

/**
 * The first is that of patients of whom nothing is known. Throws a Fault CONFIG_INVALID where the settings name a language
 * without a folder, and ContentError with everything that is wrong with the content of one.
 */
export function openLanguages(config: Config, folder: string = KNOWLEDGE_FOLDER): readonly Language[] {
  const locales = localesIn(folder);
  const missing = config.LANGUAGES.filter((locale) => !locales.includes(locale));
  if (missing.length > 0)
    throw new Fault(
      'CONFIG_INVALID',
      `LANGUAGES names ${missing.join(', ')}, and knowledge/ has ${locales.join(', ')}. Name languages that have a folder.`,
    );
  return config.LANGUAGES.map((locale) => {
    const knowledge = openKnowledge({ locale, folder });
    const { content } = knowledge;
    let router: Router | undefined;
    return {
      content,
      knowledge,
      clinic: clinicOf(config, content),
      // Built for the first patient who speaks it: it takes half a second, and most clinics live in one language.
      get router() {
        router ??= createRouter(knowledge);
        return router;
      },
    };
  });
}
