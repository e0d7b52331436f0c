// The screening's questions: each says why it is asked, leads to an entry, and has words for every answer that counts.

import { ruleFor } from '../rules';
import type { Choice, Content, Question } from '../schema';
import { type Check, type Finding, findingAt } from './finding';

/** The choices that a question can be answered with. */
export function choicesFor({ kind }: Question): readonly Choice[] {
  return kind === 'age' ? ['under-22', '22-or-over', 'unsure'] : ['yes', 'no', 'unsure'];
}

export const checkScreening: Check = (content) => [
  ...content.screening.questions.flatMap((question) => [
    ...checkQuestion(content, question),
    ...checkFindings(content, question),
  ]),
  ...content.screening.spelling.lists
    .filter((name) => !Object.hasOwn(content.screening.lists, name))
    .map((name) =>
      findingAt(content, 'screening/spelling/lists', {
        id: 'spelling-list-missing',
        what: `The spelling takes names from the list "${name}", which does not exist.`,
        why: 'Misspelt names of diseases and drugs would not be recognised.',
        fix: 'Put the name of the list right, or remove it.',
      }),
    ),
];

function checkQuestion(content: Content, { id, why, topic }: Question): Finding[] {
  const findings: Finding[] = [];
  if (why === '')
    findings.push(
      findingAt(content, `question/${id}/why`, {
        id: 'question-without-why',
        what: `The question "${id}" does not say why it is asked.`,
        why: 'Patients may ask "why?" before they tell something about their health.',
        fix: 'Add "why:" with one or two sentences.',
      }),
    );
  if (!content.entries.some((entry) => entry.id === topic))
    findings.push(
      findingAt(content, `question/${id}/topic`, {
        id: 'question-topic-missing',
        what: `The question "${id}" has the topic "${topic}", which is no entry.`,
        why: 'The topic is the entry that tells more about it.',
        fix: 'Put the id of the entry right.',
      }),
    );
  return findings;
}

function checkFindings(content: Content, question: Question): Finding[] {
  const { id, findings } = question;
  const choices = choicesFor(question);
  const lacking = choices.filter((choice) => {
    const rule = ruleFor(content.rules, id, choice);
    return rule && rule.verdict !== 'no-exclusion-found' && !findings[choice];
  });
  const foreign = Object.keys(findings).filter((choice) => !choices.some((own) => own === choice));
  return [
    ...lacking.map((choice) =>
      findingAt(content, `question/${id}/findings`, {
        id: 'choice-without-finding',
        what: `The question "${id}" has no words under findings for the answer "${choice}".`,
        why: 'The verdict tells the patient the reason and what to bring up; for this answer it could not.',
        fix: `Add "${choice}:" with "reason:" and "discuss:" under findings.`,
      }),
    ),
    ...foreign.map((choice) =>
      findingAt(content, `question/${id}/findings/${choice}`, {
        id: 'finding-foreign-choice',
        what: `The question "${id}" has words for the answer "${choice}", which it does not have.`,
        why: 'They would never be shown.',
        fix: `Its answers are ${choices.join(', ')}.`,
      }),
    ),
  ];
}
