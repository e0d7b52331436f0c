// How long does a question take, and how long the index: as the content is, and with ten times its entries and phrasings.
// npx tsx bench/question-time.ts [labelled questions]
import { readFileSync } from 'node:fs';
import { createRouter } from '../dialogs';
import { type Content, createMatcher, createTextReader, loadContent } from '../knowledge';
import { learnText } from '../knowledge/matching/text-lesson';
import { print } from '../src/cli/lines';
import { openKnowledge } from '../src/open-knowledge';

const TIMES = 10;
const file = process.argv[2] ?? 'test/questions/unseen.jsonl';
const questions = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => (JSON.parse(line) as { q: string }).q);

/** The content and nine copies of it in other words: each rarer word of a copy has the copy's number behind it. */
function multiplied(content: Content): Content {
  const counts = new Map<string, number>();
  const all = [...content.entries, ...content.subjects].flatMap(({ alsoAsked }) => alsoAsked);
  for (const word of all.flatMap((text) => text.split(' '))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const common = all.length / 100;
  const inOtherWords = (text: string, copy: number): string =>
    text
      .split(' ')
      .map((word) => ((counts.get(word) ?? 0) > common ? word : `${word}${'abcdefghij'.charAt(copy)}`))
      .join(' ');
  const copies = Array.from({ length: TIMES - 1 }, (_, copy) => copy);
  const copied = <T extends { id: string; alsoAsked: readonly string[] }>(items: readonly T[]): T[] => [
    ...items,
    ...copies.flatMap((copy) =>
      items.map((item) => ({
        ...item,
        id: `${item.id}-${copy}`,
        alsoAsked: item.alsoAsked.map((text) => inOtherWords(text, copy)),
      })),
    ),
  ];
  return { ...content, entries: copied(content.entries), subjects: copied(content.subjects) };
}

function time<T>(run: () => T): { result: T; milliseconds: number } {
  const started = performance.now();
  const result = run();
  return { result, milliseconds: performance.now() - started };
}

function medianOf(ask: (question: string) => unknown): number {
  for (const question of questions) ask(question);
  const times = questions.map((question) => time(() => ask(question)).milliseconds);
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function report(name: string, content: Content): void {
  const phrasings = [...content.entries, ...content.subjects].reduce((sum, { alsoAsked }) => sum + alsoAsked.length, 0);
  const { result: lesson, milliseconds: learning } = time(() => learnText(content).lesson);
  const { result: matcher, milliseconds: indexing } = time(() =>
    createMatcher(content, createTextReader(content, lesson)),
  );
  const median = medianOf((question) => matcher.understand(question));
  print(
    `${name}: ${content.entries.length} entries, ${phrasings} phrasings; learned in ${learning.toFixed(0)} ms; ` +
      `index of what was learned ${indexing.toFixed(0)} ms; a question ${median.toFixed(3)} ms at the median`,
  );
}

const { result: content, milliseconds: loading } = time(() => loadContent());
print(`YAML read in ${loading.toFixed(0)} ms`);
report('as it is', content);
openKnowledge();
const { result: router, milliseconds: building } = time(() => createRouter(openKnowledge()));
const situation = { repliable: true, offered: [], lastTopics: [], today: { year: 2026, month: 1, day: 1 } };
const routing = medianOf((question) => router.route(question, situation));
print(
  `whole router (alarms, commands, replies too): opened and built in ${building.toFixed(0)} ms from what is kept; ${routing.toFixed(3)} ms a message`,
);
report('ten times', multiplied(content));
