// npm run evaluate -- FILE.jsonl: scores labelled questions; --replies FILE.jsonl scores labelled replies to the screening.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createRouter } from '../../dialogs';
import {
  type Content,
  createReplyReader,
  isFalseClearance,
  type LabelledQuestion,
  loadContent,
  type Scored,
  scoreQuestions,
} from '../../knowledge';
import { today } from '../today';
import { print, runCommand, UsageError } from './lines';

const USAGE = `Usage:
  npm run --silent evaluate -- FILE.jsonl            scores labelled questions, by kind, and prints the confusions
  npm run --silent evaluate -- --replies FILE.jsonl  scores labelled replies to the screening questions
A line of FILE: {"q": "does it hurt?", "accept": ["pain"], "kind": "covered"}, or {"question": "botox", "reply": "nope", "expect": "no"}.`;

const questionRow = z.object({
  q: z.string(),
  accept: z.array(z.string()),
  kind: z.enum(['covered', 'not-covered', 'off-topic', 'screening', 'human', 'smalltalk', 'urgent']),
});
const replyRow = z.object({ question: z.string(), reply: z.string(), expect: z.union([z.string(), z.number()]) });

runCommand(() => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { replies: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return print(USAGE);
  if (positionals.length === 0 && values.replies === undefined) throw new UsageError(USAGE);
  const content = loadContent();
  for (const file of positionals) printQuestions(content, readRows(file, questionRow));
  if (values.replies !== undefined) printReplies(content, readRows(values.replies, replyRow));
});

function printQuestions(content: Content, rows: readonly LabelledQuestion[]): void {
  const startedIndex = performance.now();
  const router = createRouter(content);
  const indexMilliseconds = performance.now() - startedIndex;
  const situation = { repliable: true, offered: [], lastTopics: [], today: today() };
  const times: number[] = [];
  const decide = (text: string): Scored => {
    const started = performance.now();
    const route = router.route(text, situation);
    times.push(performance.now() - started);
    const topics =
      route.route === 'answer' ? route.entries : route.route === 'screening' && route.entry ? [route.entry] : [];
    const choices = route.route === 'choices' ? route.entries : [];
    return { route: route.route, topics: topics.map(({ id }) => id), choices: choices.map(({ id }) => id) };
  };
  const { kinds, confusions } = scoreQuestions(rows, decide);

  print(
    [
      'kind'.padEnd(12),
      ...['number', 'answered right', 'offered', 'missed', 'answered wrong'].map((h) => h.padStart(16)),
    ].join(''),
  );
  for (const [kind, { total, right, offered, missed, wrong }] of kinds) {
    const cells = [right, offered, missed, wrong].map((count) => `${count} (${percent(count, total)})`.padStart(16));
    print([kind.padEnd(12), String(total).padStart(16), ...cells].join(''));
  }
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  print(
    `\n${rows.length} questions; ${median.toFixed(3)} ms a question at the median; index built in ${indexMilliseconds.toFixed(0)} ms.`,
  );
  if (confusions.length > 0) print('\nConfusions (expected -> got):');
  for (const { expected, got, count } of confusions) print(`${String(count).padStart(4)}  ${expected} -> ${got}`);
}

function printReplies(content: Content, rows: readonly z.infer<typeof replyRow>[]): void {
  const reader = createReplyReader(content);
  const read = rows.map((row) => {
    const question = content.screening.questions.find(({ id }) => id === row.question);
    if (!question) throw new UsageError(`There is no screening question "${row.question}".`);
    return { ...row, got: reader.readReply(question, row.reply, today()) };
  });
  const wrong = read.filter(({ got, expect }) => got !== expect);
  const dangerous = wrong.filter(({ got, expect }) => isFalseClearance(got, expect));
  const right = read.length - wrong.length;
  print(
    `${read.length} replies; read right: ${right} (${percent(right, read.length)}); read as a clearance that is none: ${dangerous.length}.`,
  );
  if (wrong.length > 0) print('\nRead otherwise (question: reply; expected -> got):');
  for (const { question, reply, expect, got } of wrong) print(`  ${question}: ${reply}; ${expect} -> ${got}`);
}

function readRows<T>(file: string, schema: z.ZodType<T>): T[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`The file ${file} cannot be read.`, { cause });
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const fault = (what: string, cause?: unknown): UsageError =>
      new UsageError(`${file}:${index + 1}: ${what}\n${USAGE}`, { cause });
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw fault('is not JSON.', cause);
    }
    const row = schema.safeParse(value);
    if (!row.success)
      throw fault(row.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    return [row.data];
  });
}

function percent(count: number, total: number): string {
  return total === 0 ? '-' : `${((100 * count) / total).toFixed(1)} %`;
}
