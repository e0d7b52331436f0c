// A phrasing belongs to one thing alone; compared as messages are, so that case and punctuation do not tell two apart.

import type { Content } from '../schema';
import { normalize } from '../text';
import { type Check, type Finding, findingAt } from './finding';

export const checkPhrasings: Check = (content) => [...checkExamples(content), ...checkTerms(content)];

interface Phrasing {
  readonly text: string;
  readonly owner: string;
  readonly key: string;
}

function checkExamples(content: Content): Finding[] {
  const seen = new Map<string, Phrasing>();
  return phrasingsOf(content).flatMap((phrasing) => {
    const normalized = normalize(phrasing.text);
    const first = seen.get(normalized);
    if (!first) {
      seen.set(normalized, phrasing);
      return [];
    }
    const isSame = first.owner === phrasing.owner;
    return findingAt(content, phrasing.key, {
      id: isSame ? 'duplicate-phrasing' : 'contested-phrasing',
      severity: isSame ? 'warning' : 'error',
      what: `"${phrasing.text}" stands under ${phrasing.owner} ${isSame ? 'twice' : `and under ${first.owner}`}.`,
      why: isSame ? 'The second one adds nothing.' : 'Nothing then tells which of the two the patient means.',
      fix: isSame ? 'Remove one.' : 'Keep it where it fits better, and remove it from the other.',
    });
  });
}

function phrasingsOf({ entries, subjects, commands }: Content): Phrasing[] {
  const examples = (group: string, { id, alsoAsked }: { id: string; alsoAsked: readonly string[] }): Phrasing[] =>
    alsoAsked.map((text, index) => ({ text, owner: `${group} "${id}"`, key: `${group}/${id}/alsoAsked/${index}` }));
  return [
    ...entries.flatMap((entry) => [
      { text: entry.question, owner: `entry "${entry.id}"`, key: `entry/${entry.id}/question` },
      ...examples('entry', entry),
    ]),
    ...subjects.flatMap((subject) => examples('subject', subject)),
    ...commands.intents.flatMap((intent) => examples('intent', intent)),
  ];
}

function checkTerms(content: Content): Finding[] {
  const seen = new Map<string, string>();
  return Object.entries(content.lexicon.terms).flatMap(([term, written]) =>
    [term, ...written].flatMap((phrase, index) => {
      const normalized = normalize(phrase);
      const first = seen.get(normalized);
      if (first === undefined) seen.set(normalized, term);
      if (first === undefined || first === term) return [];
      return findingAt(content, index === 0 ? `term/${term}` : `term/${term}/${index - 1}`, {
        id: 'contested-term',
        what: `The lexicon has "${phrase}" under "${first}" and under "${term}".`,
        why: 'Only the later one is used, whatever the patient meant.',
        fix: 'Keep it under one term.',
      });
    }),
  );
}
