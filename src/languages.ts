// The languages of the chat, as the settings name them: each opened, with what serves patients in it.
import { type ConversationParts, createRouter } from '../dialogs';
import { KNOWLEDGE_FOLDER, localesIn } from '../knowledge';
import { clinicOf } from './clinic';
import type { Config } from './config';
import { Fault } from './errors';
import { openKnowledge } from './open-knowledge';

/**
 * One a language, that of patients of whom nothing is known first. Throws a Fault CONFIG_INVALID where the settings name a
 * language without a folder, and ContentError with everything that is wrong with the content of one.
 */
export function openLanguages(config: Config, folder: string = KNOWLEDGE_FOLDER): readonly ConversationParts[] {
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
    return { content, clinic: clinicOf(config, content), router: createRouter(knowledge) };
  });
}
