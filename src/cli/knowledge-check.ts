// `npm run knowledge:check [-- FOLDER]`: tells those who own the YAML all that is wrong with it, and where.
import { resolve } from 'node:path';
import { type Content, ContentError, checkContent, type Finding, KNOWLEDGE_FOLDER, loadContent } from '../../knowledge';
import { gradeOf } from './reading-level';

/** Checks a folder with content; returns what to print and the code to exit with. */
export function runKnowledgeCheck(folder: string): { readonly output: string; readonly exitCode: number } {
  let content: Content;
  try {
    content = loadContent({ folder });
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const blocks = error.faults.map((fault) =>
      block({ ...fault, id: 'unreadable', severity: 'error', why: 'The bot cannot start with it.' }),
    );
    const rest = 'The other checks wait until every file can be read.';
    return { output: [...blocks, `${count(error.faults.length, 'error')}. ${rest}\n`].join('\n'), exitCode: 1 };
  }
  const findings = checkContent(content, { gradeOf });
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const summary = [
    `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')}`,
    `${count(content.entries.length, 'entry', 'entries')}, ${count(content.screening.questions.length, 'question')}`,
    hardest(content),
  ];
  return { output: [...findings.map(block), `${summary.join('; ')}.\n`].join('\n'), exitCode: errors > 0 ? 1 : 0 };
}

function block({ file, line, id, severity, what, why, fix }: Finding): string {
  return `${file}:${line}  ${severity} ${id}\n  what  ${what}\n  why   ${why}\n  fix   ${fix}\n`;
}

function hardest({ entries }: Content): string {
  const [hardestEntry] = entries
    .map(({ id, answer }) => ({ id, grade: gradeOf(answer) }))
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
