// npm run evaluate: scores labelled questions, replies and alarms with the readers that serve patients, and prints the figures.
import { parseArgs } from 'node:util';
import type { Knowledge } from '../../knowledge';
import { openKnowledge } from '../open-knowledge';
import { createDecide, percent, scoreAlarmRows, scoreQuestionRows, scoreReplyRows } from './evaluation/figures';
import { checkGate } from './evaluation/gate';
import { alarmRow, questionRow, readRows, replyRow } from './evaluation/labelled-rows';
import { knownLocale, print, runCommand, UsageError } from './lines';

const USAGE = `Usage:
  npm run --silent evaluate -- FILE.jsonl            scores labelled questions, by kind, and prints the confusions
  npm run --silent evaluate -- --peers FILE.jsonl    the same questions by other methods beside ours (a minute)
  npm run --silent evaluate -- --replies FILE.jsonl  scores labelled replies to the screening questions
  npm run --silent evaluate -- --alarms FILE.jsonl   scores messages that tell of an emergency, and near ones that do not
  npm run --silent evaluate -- --gate FILE.yaml      fails where a figure is worse than the file allows
With --locale es another language is scored.
A line of FILE: {"q": "does it hurt?", "accept": ["pain"], "kind": "covered"},
{"question": "botox", "reply": "nope", "expect": "no"}, or {"q": "i cant breathe", "urgent": true}.`;

runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      replies: { type: 'string' },
      alarms: { type: 'string' },
      gate: { type: 'string' },
      locale: { type: 'string' },
      peers: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return print(USAGE);
  const hasFile = [values.replies, values.alarms, values.gate].some((file) => file !== undefined);
  if (positionals.length === 0 && !hasFile) throw new UsageError(USAGE);
  const knowledge = openKnowledge({ locale: knownLocale(values.locale) });
  for (const file of positionals) {
    if (values.peers) await printPeers(knowledge, file);
    else printQuestions(knowledge, file);
  }
  if (values.replies !== undefined) printReplies(knowledge, values.replies);
  if (values.alarms !== undefined) printAlarms(knowledge, values.alarms);
  if (values.gate !== undefined) printGate(knowledge, values.gate);
});

function printQuestions(knowledge: Knowledge, file: string): void {
  const rows = readRows(file, questionRow);
  const started = performance.now();
  const decide = createDecide(knowledge);
  const milliseconds = performance.now() - started;
  const { kinds, confusions, median } = scoreQuestionRows(rows, decide);
  const heads = ['number', 'answered right', 'offered', 'missed', 'answered wrong'];
  print(['kind'.padEnd(12), ...heads.map((head) => head.padStart(16))].join(''));
  for (const [kind, { total, right, offered, missed, wrong }] of kinds) {
    const cells = [right, offered, missed, wrong].map((count) => `${count} (${percent(count, total)})`.padStart(16));
    print([kind.padEnd(12), String(total).padStart(16), ...cells].join(''));
  }
  print(
    `\n${rows.length} questions; ${median.toFixed(3)} ms a question at the median; all readers built in ${milliseconds.toFixed(0)} ms.`,
  );
  if (confusions.length > 0) print('\nConfusions (expected -> got):');
  for (const { expected, got, count } of confusions) print(`${String(count).padStart(4)}  ${expected} -> ${got}`);
}

async function printPeers(knowledge: Knowledge, file: string): Promise<void> {
  // Only here: the peers are no part of what serves patients.
  const { peerTable } = await import('./evaluation/peer-table.js');
  for (const line of await peerTable(knowledge.content, readRows(file, questionRow))) print(line);
  print('\nright at 5 %: of the covered questions, where the score lets 5 % of those without an answer through');
}

function printReplies(knowledge: Knowledge, file: string): void {
  const { total, right, cleared, misread } = scoreReplyRows(knowledge, readRows(file, replyRow));
  print(
    `${total} replies; read right: ${right} (${percent(right, total)}); read as a clearance that is none: ${cleared}.`,
  );
  if (misread.length > 0) print('\nRead otherwise (question: reply; expected -> got):');
  for (const { question, reply, expect, got } of misread) print(`  ${question}: ${reply}; ${expect} -> ${got}`);
}

function printAlarms(knowledge: Knowledge, file: string): void {
  const rows = readRows(file, alarmRow);
  const { emergencies, missed, others, falseAlarms } = scoreAlarmRows(rows, createDecide(knowledge));
  const found = emergencies - missed.length;
  print(
    `${emergencies} emergencies; found: ${found} (${percent(found, emergencies)}). ` +
      `${others} others; false alarms: ${falseAlarms.length} (${percent(falseAlarms.length, others)}).`,
  );
  for (const [head, texts] of [
    ['Missed:', missed],
    ['False alarms:', falseAlarms],
  ] as const)
    if (texts.length > 0) print(`\n${[head, ...texts].join('\n  ')}`);
}

function printGate(knowledge: Knowledge, file: string): void {
  const shortfalls = checkGate(knowledge, file);
  if (shortfalls.length === 0) {
    print(`No figure is worse than ${file} allows.`);
    return;
  }
  process.exitCode = 1;
  print(`Worse than ${file} allows:\n${shortfalls.map((line) => `  ${line}`).join('\n')}`);
}
