// The phrases: none missing, none unused, and every placeholder one that the code fills in. Alarm signs speak urgent ones.

import { PHRASES, placeholdersOf } from '../phrases';
import type { Content } from '../schema';
import { type Check, type Finding, findingAt } from './finding';

export const checkPhrases: Check = (content) => [
  ...checkPresence(content),
  ...Object.entries(PHRASES).flatMap(([id, known]) => checkPlaceholders(content, id, known)),
  ...content.alarms.signs
    .filter(({ phrase }) => !phrase.startsWith('urgent-') || phrase === 'urgent-paused' || !(phrase in PHRASES))
    .map(({ id, phrase }) =>
      findingAt(content, `sign/${id}/phrase`, {
        id: 'sign-phrase-not-urgent',
        what: `The alarm sign "${id}" is answered with "${phrase}".`,
        why: 'Whoever tells of an alarm sign must be told to seek care now.',
        fix: `Use one of: ${URGENT_PHRASES.join(', ')}.`,
      }),
    ),
];

const URGENT_PHRASES = Object.keys(PHRASES).filter((id) => id.startsWith('urgent-') && id !== 'urgent-paused');

function checkPresence(content: Content): Finding[] {
  const missing = Object.keys(PHRASES).filter((id) => !Object.hasOwn(content.phrases, id));
  const unused = Object.keys(content.phrases).filter((id) => !Object.hasOwn(PHRASES, id));
  return [
    ...missing.map((id) =>
      findingAt(content, 'phrase', {
        id: 'phrase-missing',
        what: `The phrase "${id}" is missing.`,
        why: 'The bot says it, and would fail in front of a patient.',
        fix: `Add "${id}:" to phrases.yaml.`,
      }),
    ),
    ...unused.map((id) =>
      findingAt(content, `phrase/${id}`, {
        id: 'phrase-unused',
        severity: 'warning',
        what: `Nothing says the phrase "${id}".`,
        why: 'Whoever changes it would wonder why nothing changes.',
        fix: 'Remove it, or put its name right.',
      }),
    ),
  ];
}

function checkPlaceholders(content: Content, id: string, known: readonly string[]): Finding[] {
  const words = content.phrases[id];
  if (words === undefined) return [];
  const variants = [words].flat();
  const used = variants.map(placeholdersOf);
  const fix = known.length > 0 ? `It may have ${braced(known)}.` : 'It may have none.';
  return [
    ...used.flatMap((names, index) =>
      names
        .filter((name) => !known.includes(name))
        .map((name) =>
          findingAt(content, typeof words === 'string' ? `phrase/${id}` : `phrase/${id}/${index}`, {
            id: 'placeholder-unknown',
            what: `The phrase "${id}" has the placeholder ${braced([name])}, which nothing fills in.`,
            why: 'The patient would read the braces.',
            fix,
          }),
        ),
    ),
    ...known
      .filter((name) => !used.some((names) => names.includes(name)))
      .map((name) =>
        findingAt(content, `phrase/${id}`, {
          id: 'placeholder-missing',
          what: `The phrase "${id}" has no ${braced([name])}${variants.length > 1 ? ' in any of its variants' : ''}.`,
          why: 'The patient would not be told what belongs there.',
          fix: `Put ${braced([name])} where it belongs.`,
        }),
      ),
  ];
}

function braced(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(', ');
}
