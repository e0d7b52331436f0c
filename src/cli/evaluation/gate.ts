// The gate: figures that must not fall. Its limits stand in a YAML file, a little under what is reached.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { KindFigures, Knowledge } from '../../../knowledge';
import { UsageError } from '../lines';
import { createDecide, scoreAlarmRows, scoreQuestionRows, scoreReplyRows } from './figures';
import { alarmRow, questionRow, readRows, replyRow } from './labelled-rows';

const share = z.number().min(0).max(100);
const limits = z.strictObject({
  least: z.record(z.string(), share).default({}),
  most: z.record(z.string(), share).default({}),
});
const gateSchema = z.strictObject({
  questions: z.record(z.string(), z.record(z.string(), limits)),
  replies: z.record(z.string(), limits),
  alarms: z.record(z.string(), limits),
});

type Limits = z.infer<typeof limits>;

/** What falls short, a sentence each; empty when the gate is passed. Figures are shares in per cent. */
export function checkGate(knowledge: Knowledge, file: string): string[] {
  const gate = readGate(file);
  const decide = createDecide(knowledge);
  const path = (name: string): string => join(dirname(file), name);
  const questions = Object.entries(gate.questions).flatMap(([name, kinds]) => {
    const figures = scoreQuestionRows(readRows(path(name), questionRow), decide).kinds;
    return Object.entries(kinds).flatMap(([kind, limit]) =>
      shortfalls(`${name}, ${kind}`, limit, sharesOf([...figures].find(([id]) => id === kind)?.[1])),
    );
  });
  const replies = Object.entries(gate.replies).flatMap(([name, limit]) => {
    const { total, right, cleared } = scoreReplyRows(knowledge, readRows(path(name), replyRow));
    return shortfalls(name, limit, { right: (100 * right) / total, cleared: (100 * cleared) / total });
  });
  const alarms = Object.entries(gate.alarms).flatMap(([name, limit]) => {
    const { emergencies, missed, others, falseAlarms } = scoreAlarmRows(readRows(path(name), alarmRow), decide);
    return shortfalls(name, limit, {
      found: 100 - (100 * missed.length) / emergencies,
      false: (100 * falseAlarms.length) / others,
    });
  });
  return [...questions, ...replies, ...alarms];
}

function readGate(file: string): z.infer<typeof gateSchema> {
  try {
    return gateSchema.parse(parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new UsageError(`${file} is no gate: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

function sharesOf(figures: KindFigures | undefined): Record<string, number> {
  if (!figures) return {};
  const { total, right, offered, missed, wrong } = figures;
  const of = (count: number): number => (100 * count) / total;
  return {
    right: of(right),
    'right-or-offered': of(right + offered),
    offered: of(offered),
    missed: of(missed),
    wrong: of(wrong),
  };
}

function shortfalls(what: string, { least, most }: Limits, shares: Readonly<Record<string, number>>): string[] {
  const judge = (limit: Record<string, number>, fails: (share: number, bound: number) => boolean, word: string) =>
    Object.entries(limit).flatMap(([name, bound]) => {
      const found = shares[name];
      if (found === undefined) return [`${what}: there is no figure "${name}".`];
      return fails(found, bound) ? [`${what}: ${name} is ${found.toFixed(1)} %, and must be ${word} ${bound} %.`] : [];
    });
  return [
    ...judge(least, (found, bound) => found < bound, 'at least'),
    ...judge(most, (found, bound) => found > bound, 'at most'),
  ];
}
