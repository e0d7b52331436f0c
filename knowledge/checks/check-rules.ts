// The rules: exactly one for every answer of every question, and no clearance for an answer that calls for care.

import type { Choice, Content, Question, Rule } from '../schema';
import { choicesFor } from './check-screening';
import { type Check, type Finding, findingAt } from './finding';

/** Answers that are never a clearance. */
const NO_CLEARANCE: readonly Choice[] = ['unsure', 'yes', 'under-22'];

export const checkRules: Check = (content) => [
  ...content.screening.questions.flatMap((question) => checkCoverage(content, question)),
  ...content.rules.flatMap((rule, index) => checkRule(content, rule, content.rules.slice(0, index))),
];

function checkCoverage(content: Content, question: Question): Finding[] {
  const { id } = question;
  const answers = content.rules.filter((rule) => rule.when.question === id).map((rule) => rule.when.answer);
  if (answers.length === 0)
    return [
      findingAt(content, `question/${id}`, {
        id: 'question-without-rule',
        what: `No rule says what the answers to the question "${id}" mean.`,
        why: 'It would be asked in vain: no answer to it would count.',
        fix: `Add a rule to rules.yaml for each of its answers: ${choicesFor(question).join(', ')}.`,
      }),
    ];
  return choicesFor(question)
    .filter((choice) => !answers.includes(choice))
    .map((choice) =>
      findingAt(content, `question/${id}`, {
        id: 'choice-without-rule',
        what: `No rule says what the answer "${choice}" to the question "${id}" means.`,
        why: 'It would count as "not sure", without a reason that the patient could read.',
        fix: `Add to rules.yaml: when: { question: ${id}, answer: "${choice}" }`,
      }),
    );
}

function checkRule(content: Content, rule: Rule, earlier: readonly Rule[]): Finding[] {
  const { id, when, verdict, section } = rule;
  const at = (told: Parameters<typeof findingAt>[2]): Finding => findingAt(content, `rule/${id}`, told);
  const findings: Finding[] = [];
  const question = content.screening.questions.find((one) => one.id === when.question);
  if (!question)
    findings.push(
      at({
        id: 'rule-unknown-question',
        what: `The rule "${id}" is about the question "${when.question}", which does not exist.`,
        why: 'Its answer would always be missing, so every patient would get "ask your provider".',
        fix: 'Put the id of the question right, or remove the rule.',
      }),
    );
  else if (!choicesFor(question).includes(when.answer))
    findings.push(
      at({
        id: 'rule-foreign-choice',
        what: `The rule "${id}" is about the answer "${when.answer}", which the question "${when.question}" does not have.`,
        why: 'It would never be used.',
        fix: `Its answers are ${choicesFor(question).join(', ')}.`,
      }),
    );
  const twin = earlier.find((one) => one.when.question === when.question && one.when.answer === when.answer);
  if (twin)
    findings.push(
      at({
        id: 'rule-contested',
        what: `The rules "${twin.id}" and "${id}" are about the same answer.`,
        why: 'Only the first of them is used.',
        fix: 'Remove one.',
      }),
    );
  if (verdict === 'no-exclusion-found' && NO_CLEARANCE.includes(when.answer))
    findings.push(
      at({
        id: 'rule-too-mild',
        what: `The rule "${id}" finds no reason to wait in the answer "${when.answer}".`,
        why: 'Whoever should wait, or is not sure, must never be told that nothing was found.',
        fix: 'Use ask-provider, or avoid.',
      }),
    );
  if (!content.topics.some((topic) => topic.section === section))
    findings.push(
      at({
        id: 'rule-unknown-section',
        what: `The rule "${id}" names the section "${section}", which topics.yaml does not know.`,
        why: 'Patients are told where each reason comes from.',
        fix: 'Use the heading of the article, letter by letter as in topics.yaml.',
      }),
    );
  return findings;
}
