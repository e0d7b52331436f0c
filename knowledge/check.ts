// The rules that hold across the files of the content. Pure: content in, findings out; load.ts checks the shape of each file.
import { checkButtons } from './check-buttons';
import { checkCommands } from './check-commands';
import { checkEntries } from './check-entries';
import { checkIds } from './check-ids';
import { checkPhrases } from './check-phrases';
import { checkPhrasings } from './check-phrasings';
import { checkRules } from './check-rules';
import { checkScreening } from './check-screening';
import { checkTemplates } from './check-templates';
import type { Check, CheckOptions, Finding } from './finding';
import type { Content } from './schema';

export type { Finding } from './finding';

const CHECKS: readonly Check[] = [
  checkIds,
  checkEntries,
  checkPhrasings,
  checkScreening,
  checkRules,
  checkPhrases,
  checkButtons,
  checkTemplates,
  checkCommands,
];

/** Everything that is wrong with the content, by file and line. The server does not start with an error among it. */
export function checkContent(content: Content, options: CheckOptions = {}): readonly Finding[] {
  return CHECKS.flatMap((check) => check(content, options)).sort(
    (one, other) => one.file.localeCompare(other.file) || one.line - other.line,
  );
}
