// The rules that hold across the files of the content. Pure: content in, findings out; load.ts checks the shape of each file.
import { checkAlarms } from './checks/check-alarms';
import { checkButtons } from './checks/check-buttons';
import { checkCommands } from './checks/check-commands';
import { checkEntries } from './checks/check-entries';
import { checkIds } from './checks/check-ids';
import { checkPhrases } from './checks/check-phrases';
import { checkPhrasings } from './checks/check-phrasings';
import { checkReplies } from './checks/check-replies';
import { checkRules } from './checks/check-rules';
import { checkScreening } from './checks/check-screening';
import { checkTemplates } from './checks/check-templates';
import type { Check, CheckOptions, Finding } from './checks/finding';
import type { Content } from './schema';

export { compareLanguages } from './checks/compare-languages';
export type { Finding } from './checks/finding';

const CHECKS: readonly Check[] = [
  checkIds,
  checkEntries,
  checkPhrasings,
  checkScreening,
  checkReplies,
  checkAlarms,
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
