// The figures of one file: scored by the same readers that serve patients. Nothing is printed here.
import { createRouter } from '../../../dialogs';
import {
  createReplyReader,
  type Evaluation,
  isFalseClearance,
  type Knowledge,
  type LabelledQuestion,
  type Reading,
  type Scored,
  scoreQuestions,
} from '../../../knowledge';
import { today } from '../../today';
import { UsageError } from '../lines';
import type { AlarmRow, ReplyRow } from './labelled-rows';

export interface QuestionFigures extends Evaluation {
  /** Milliseconds a question, at the median. */
  readonly median: number;
}

/** The router of what is known, as a function that is scored. */
export function createDecide(knowledge: Knowledge): (text: string) => Scored {
  const router = createRouter(knowledge);
  const situation = { repliable: true, offered: [], lastTopics: [], today: today() };
  return (text) => {
    const route = router.route(text, situation);
    const topics =
      route.route === 'answer' ? route.entries : route.route === 'screening' && route.entry ? [route.entry] : [];
    const choices = route.route === 'choices' ? route.entries : [];
    return { route: route.route, topics: topics.map(({ id }) => id), choices: choices.map(({ id }) => id) };
  };
}

export function scoreQuestionRows(
  rows: readonly LabelledQuestion[],
  decide: (text: string) => Scored,
): QuestionFigures {
  const times: number[] = [];
  const evaluation = scoreQuestions(rows, (text) => {
    const started = performance.now();
    const scored = decide(text);
    times.push(performance.now() - started);
    return scored;
  });
  return { ...evaluation, median: times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0 };
}

export interface ReplyFigures {
  readonly total: number;
  readonly right: number;
  /** Read as a clearance although they are none: this must be 0. */
  readonly cleared: number;
  readonly misread: readonly (ReplyRow & { readonly got: Reading })[];
}

/** Throws UsageError for a reply to a question that the content does not have. */
export function scoreReplyRows(knowledge: Knowledge, rows: readonly ReplyRow[]): ReplyFigures {
  const reader = createReplyReader(knowledge);
  const read = rows.map((row) => {
    const question = knowledge.content.screening.questions.find(({ id }) => id === row.question);
    if (!question) throw new UsageError(`There is no screening question "${row.question}".`);
    return { ...row, got: reader.readReply(question, row.reply, today()) };
  });
  const misread = read.filter(({ got, expect }) => got !== expect);
  return {
    total: read.length,
    right: read.length - misread.length,
    cleared: misread.filter(({ got, expect }) => isFalseClearance(got, expect)).length,
    misread,
  };
}

export interface AlarmFigures {
  readonly emergencies: number;
  readonly missed: readonly string[];
  readonly others: number;
  readonly falseAlarms: readonly string[];
}

export function scoreAlarmRows(rows: readonly AlarmRow[], decide: (text: string) => Scored): AlarmFigures {
  const judged = rows.map(({ q, urgent }) => ({ q, urgent, found: decide(q).route === 'urgent' }));
  return {
    emergencies: judged.filter(({ urgent }) => urgent).length,
    missed: judged.filter(({ urgent, found }) => urgent && !found).map(({ q }) => q),
    others: judged.filter(({ urgent }) => !urgent).length,
    falseAlarms: judged.filter(({ urgent, found }) => !urgent && found).map(({ q }) => q),
  };
}

/** "12.3 %", and "-" of nothing. */
export function percent(count: number, total: number): string {
  return total === 0 ? '-' : `${((100 * count) / total).toFixed(1)} %`;
}
