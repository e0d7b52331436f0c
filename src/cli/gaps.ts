// npm run gaps: what patients asked and the article did not answer, alike questions together. Reads the log's file, and never makes it.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createGrouper, createLanguageDetector } from '../../knowledge';
import { type Config, parseConfig, readEnvironment } from '../config';
import { Fault } from '../errors';
import { lastExpiredDay } from '../gaps/gap-days';
import { type GapGroup, groupGaps } from '../gaps/gap-groups';
import { type CountedGap, gapFileOf, readGaps } from '../gaps/gap-store';
import { openKnowledge } from '../open-knowledge';
import { print, runCommand, UsageError } from './lines';

const USAGE = `Usage:
  npm run --silent gaps              what the article did not answer, the most frequent first
  npm run --silent gaps -- --json    one JSON object a line: count, first, last, examples, subjects, routes`;

runCommand(() => {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return print(USAGE);
  const config = known(() => parseConfig(readEnvironment()));
  const file = gapFileOf(config.CONTENT_GAPS_URL);
  const rows = known(() => readGaps(file, lastExpiredDay(new Date(), config.CONTENT_GAPS_DAYS)));
  const notice = noticeOf(config, file, rows.length);
  // Whoever reads JSON lines gets nothing else on standard output.
  if (notice !== undefined && values.json) process.stderr.write(`${notice}\n`);
  else if (notice !== undefined) print(notice);
  if (rows.length === 0) return;
  const groups = groupsOf(rows, config.LANGUAGES);
  if (values.json) for (const group of groups) print(JSON.stringify(group));
  else print([summaryOf(groups), ...groups.map(blockOf)].join('\n\n'));
});

/** Questions are alike within a language. */
function groupsOf(rows: readonly CountedGap[], locales: readonly string[]): readonly GapGroup[] {
  const knowledge = locales.map((locale) => openKnowledge({ locale }));
  const detect = createLanguageDetector(knowledge);
  return knowledge
    .flatMap(({ content }, at) => {
      const own = rows.filter(({ text }) => (detect(text)?.locale ?? locales[0]) === locales[at]);
      return groupGaps(own, createGrouper(content));
    })
    .sort((one, other) => other.count - one.count);
}

/** What somebody must know who finds nothing here, or too little. */
function noticeOf({ CONTENT_GAPS: state }: Config, file: string, rows: number): string | undefined {
  const exists = existsSync(file);
  if (state === 'off' && !exists) return 'The log of content gaps is off. Set CONTENT_GAPS=on to keep one.';
  if (state === 'off')
    return `The log of content gaps is off. ${file} is from before: nothing in it expires any more. Delete it, or set CONTENT_GAPS=on.`;
  if (!exists) return `There is no log of content gaps yet: ${file} is made when the bot starts.`;
  return rows === 0 ? `The log of content gaps is empty: ${file} has no question in it.` : undefined;
}

function summaryOf(groups: readonly GapGroup[]): string {
  const questions = groups.reduce((sum, { count }) => sum + count, 0);
  return `${counted(questions, 'question')} in ${counted(groups.length, 'group')}.`;
}

function blockOf({ count, first, last, examples, subjects, routes }: GapGroup): string {
  const days = first === last ? first : `${first} to ${last}`;
  const about = subjects.length > 0 ? [`subjects: ${subjects.join(', ')}`] : [];
  return [
    `${String(count).padStart(4)}  ${[days, routes.join(', '), ...about].join('; ')}`,
    ...examples.map((example) => `      ${example}`),
  ].join('\n');
}

/** Wrong settings and an unusable file are told in words, not with a stack. */
function known<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
