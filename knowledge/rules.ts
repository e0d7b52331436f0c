// The rules module: all answers in, one verdict out. Total and pure; whatever it cannot read counts as "not sure".
import { type Answers, CHOICES, type Choice, type Rule, VERDICTS, type VerdictName } from './schema';

/** The gravest verdict that any answer calls for, and the ids of every rule that speaks against a plain "nothing found". */
export interface Verdict {
  readonly verdict: VerdictName;
  readonly reasons: readonly string[];
}

/** The youngest age, in whole years, for which the FDA has approved the procedure (article: Before Your Visit). */
export const APPROVED_FROM_YEARS = 22;
const OLDEST_YEARS = 120;

/** Reduces a stored answer to the closed choice that rules name; missing and unreadable ones become "unsure". */
export function choiceOf(answer: unknown): Choice {
  if (typeof answer === 'number') {
    if (!Number.isFinite(answer) || answer < 0 || answer > OLDEST_YEARS) return 'unsure';
    return answer < APPROVED_FROM_YEARS ? 'under-22' : '22-or-over';
  }
  return CHOICES.find((choice) => choice === answer) ?? 'unsure';
}

/** The one rule that speaks of this answer, if there is one. */
export function ruleFor(rules: readonly Rule[], question: string, choice: Choice): Rule | undefined {
  return rules.find((rule) => rule.when.question === question && rule.when.answer === choice);
}

/**
 * Every question that a rule names counts. A missing answer counts as "not sure", unless an answer that ends the screening
 * made it needless. An answer that no rule knows yields `ask-provider` with the reason `no-rule-for-<question>`.
 */
export function evaluate(rules: readonly Rule[], answers: Answers): Verdict {
  const ended = isEnded(rules, answers);
  const questions = [...new Set(rules.map((rule) => rule.when.question))];
  let verdict: VerdictName = questions.length === 0 ? 'ask-provider' : 'no-exclusion-found';
  const reasons: string[] = [];
  for (const question of questions) {
    const answer = Object.hasOwn(answers, question) ? answers[question] : undefined;
    if (answer === undefined && ended) continue;
    const rule = ruleFor(rules, question, choiceOf(answer));
    const found = rule?.verdict ?? 'ask-provider';
    if (found !== 'no-exclusion-found') reasons.push(rule?.id ?? `no-rule-for-${question}`);
    verdict = graver(verdict, found);
  }
  return { verdict, reasons };
}

/** True once an answer has made the remaining questions needless. */
export function isEnded(rules: readonly Rule[], answers: Answers): boolean {
  return Object.entries(answers).some(([question, answer]) => ruleFor(rules, question, choiceOf(answer))?.ends);
}

function graver(one: VerdictName, other: VerdictName): VerdictName {
  return VERDICTS.indexOf(one) <= VERDICTS.indexOf(other) ? one : other;
}
