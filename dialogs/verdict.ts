// The words of a verdict: what it means, every reason with its section, and what to bring up with the dermatologist.
import {
  type Answers,
  answeredQuestions,
  type Content,
  choiceOf,
  evaluate,
  type PhraseId,
  ruleFor,
  type VerdictName,
} from '../knowledge';
import { answerTitle } from './open-question';
import type { Row } from './replies';
import { questionMark } from './state';
import type { Turn } from './turn';

/** Evaluates the answers, says the verdict, and leaves it in the trace. */
export function sayVerdict(turn: Turn): void {
  const { content, state } = turn;
  const answers = state.screening?.answers ?? {};
  const { verdict, reasons } = evaluate(content.rules, answers);
  turn.trace = { ...turn.trace, verdict, rules: reasons };

  const findings = findingsOf(content, answers, reasons);
  turn.say(turn.phrase(VERDICT_PHRASES[verdict]), { kind: 'verdict' });
  if (findings.length > 0)
    turn.say(turn.phrase('reasons', { reasons: bullets(findings.map((f) => turn.phrase('reason', f))) }), {
      kind: 'list',
    });
  const points = findings.map((finding) => finding.discuss);
  if (points.length === 0) points.push(turn.phrase('discuss-no-exclusion-found'));
  turn.say(turn.phrase('discuss', { points: bullets(points) }), { kind: 'list' });
  const kept = keptQuestions(turn);
  if (kept) turn.say(kept, { kind: 'kept' });
  turn.say(turn.phrase('verdict-no-diagnosis'));
}

interface FoundReason {
  readonly reason: string;
  readonly discuss: string;
  readonly section: string;
}

/** What stands behind a verdict: the words of every reason, with its section of the article. */
export function findingsOf(content: Content, answers: Answers, reasons: readonly string[]): FoundReason[] {
  return content.screening.questions.flatMap((question) => {
    const choice = choiceOf(answers[question.id]);
    const rule = ruleFor(content.rules, question.id, choice);
    const words = question.findings[choice];
    return rule && words && reasons.includes(rule.id) ? [{ ...words, section: rule.section }] : [];
  });
}

export const VERDICT_PHRASES = {
  'under-age': 'verdict-under-age',
  avoid: 'verdict-avoid',
  'ask-provider': 'verdict-ask-provider',
  'no-exclusion-found': 'verdict-no-exclusion-found',
} as const satisfies Record<VerdictName, PhraseId>;

/** The answers as they were read, a line each. */
export function reviewLines(turn: Turn): string {
  return bullets(reviewRows(turn).map(({ text }) => text));
}

/** The same lines, each with a button that changes its answer. */
export function reviewRows(turn: Turn): Required<Row>[] {
  const { content, state } = turn;
  const mark = questionMark(content, state);
  const { title } = turn.choice('choice-change-one');
  return answeredQuestions(content, state.screening?.answers ?? {}).map(([question, answer]) => ({
    text: turn.phrase('review-line', { name: question.name, answer: answerTitle(content, question, answer) }),
    change: { title, says: question.name, ...(mark ? { mark } : {}) },
  }));
}

/** The list of questions kept for the dermatologist, or undefined where it is empty. */
export function keptQuestions(turn: Turn): string | undefined {
  const { kept } = turn.state;
  return kept.length === 0 ? undefined : turn.phrase('kept-questions', { questions: bullets(kept.map(plainText)) });
}

/** What a patient wrote, shown again: nothing in it may act as Markdown or HTML. */
function plainText(text: string): string {
  return text
    .replace(/[*_~`#<>[\]()|\\{}]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function bullets(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
