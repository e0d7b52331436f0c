// `npm run knowledge:check [-- FOLDER]`: tells those who own the YAML all that is wrong with it, and where.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type Content,
  ContentError,
  type ContentFault,
  checkContent,
  compareLanguages,
  DEFAULT_LOCALE,
  type Finding,
  KNOWLEDGE_FOLDER,
  loadContent,
  localesIn,
} from '../../knowledge';
import { gradeOf } from './reading-level';

/** Checks a folder with content; returns what to print and the code to exit with. */
export function runKnowledgeCheck(folder: string): { readonly output: string; readonly exitCode: number } {
  const contents: Content[] = [];
  const unreadable: ContentFault[] = [];
  for (const locale of existsSync(folder) ? localesIn(folder) : [DEFAULT_LOCALE]) {
    try {
      contents.push(loadContent({ folder, locale }));
    } catch (error) {
      if (!(error instanceof ContentError)) throw error;
      unreadable.push(...error.faults.filter((fault) => !unreadable.some((other) => isSame(fault, other))));
    }
  }
  if (unreadable.length > 0) {
    const blocks = unreadable.map((fault) =>
      block({ ...fault, id: 'unreadable', severity: 'error', why: 'The bot cannot start with it.' }),
    );
    const rest = 'The other checks wait until every file can be read.';
    return { output: [...blocks, `${count(unreadable.length, 'error')}. ${rest}\n`].join('\n'), exitCode: 1 };
  }
  const [model] = contents;
  const results = contents.map((content) => {
    const { locale } = content;
    const own = checkContent(content, { gradeOf: (text) => gradeOf(text, locale) });
    return { content, findings: [...own, ...(model && content !== model ? compareLanguages(model, content) : [])] };
  });
  return {
    output: results
      .flatMap(({ content, findings }) => [...findings.map(block), summaryOf(content, findings)])
      .join('\n'),
    exitCode: results.some(({ findings }) => errorsIn(findings) > 0) ? 1 : 0,
  };
}

function summaryOf(content: Content, findings: readonly Finding[]): string {
  const errors = errorsIn(findings);
  const summary = [
    `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`,
    `${count(content.entries.length, 'entry', 'entries')}, ${count(content.screening.questions.length, 'question')}`,
    hardest(content),
  ];
  return `${content.locale}: ${summary.join('; ')}.\n`;
}

function errorsIn(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity === 'error').length;
}

function isSame(one: ContentFault, other: ContentFault): boolean {
  return one.file === other.file && one.line === other.line && one.what === other.what;
}

function block({ file, line, id, severity, what, why, fix }: Finding): string {
  return `${file}:${line}  ${severity} ${id}\n  what  ${what}\n  why   ${why}\n  fix   ${fix}\n`;
}

function hardest({ entries, locale }: Content): string {
  const [hardestEntry] = entries
    .map(({ id, answer }) => ({ id, grade: gradeOf(answer, locale) }))
    .sort((one, other) => other.grade - one.grade);
  return hardestEntry
    ? `the hardest answer is "${hardestEntry.id}", grade ${hardestEntry.grade.toFixed(1)}`
    : 'no answer';
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

function main(): void {
  const [folder] = process.argv.slice(2);
  const { output, exitCode } = runKnowledgeCheck(folder ? resolve(folder) : KNOWLEDGE_FOLDER);
  process.stdout.write(output);
  process.exitCode = exitCode;
}

if (require.main === module) main();
