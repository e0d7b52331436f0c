// The phrases and the words of the web page: none missing, none unused, and every placeholder one that the code fills in.
// Alarm signs speak urgent ones.

import { PHRASES, placeholdersOf } from '../phrases';
import type { Content } from '../schema';
import { WEB_WORDS } from '../web-words';
import { type Check, type Finding, findingAt } from './finding';

/** A file of words beside the list of those that the code says. */
interface Vocabulary {
  readonly words: Readonly<Record<string, string | readonly string[]>>;
  readonly known: Readonly<Record<string, readonly string[]>>;
  /** How the file calls one, and the key under which its place is known. */
  readonly noun: string;
  readonly key: string;
  readonly file: string;
}

export const checkPhrases: Check = (content) => [
  ...[
    { words: content.phrases, known: PHRASES, noun: 'phrase', key: 'phrase', file: 'phrases.yaml' },
    { words: content.web.words, known: WEB_WORDS, noun: 'web word', key: 'web-word', file: 'web.yaml' },
  ].flatMap((vocabulary) => [
    ...checkPresence(content, vocabulary),
    ...Object.keys(vocabulary.known).flatMap((id) => checkPlaceholders(content, vocabulary, id)),
  ]),
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

function checkPresence(content: Content, { words, known, noun, key, file }: Vocabulary): Finding[] {
  const missing = Object.keys(known).filter((id) => !Object.hasOwn(words, id));
  const unused = Object.keys(words).filter((id) => !Object.hasOwn(known, id));
  return [
    ...missing.map((id) =>
      findingAt(content, key, {
        id: `${key}-missing`,
        what: `The ${noun} "${id}" is missing.`,
        why: 'It is said, and would fail in front of a patient.',
        fix: `Add "${id}:" to ${file}.`,
      }),
    ),
    ...unused.map((id) =>
      findingAt(content, `${key}/${id}`, {
        id: `${key}-unused`,
        severity: 'warning',
        what: `Nothing says the ${noun} "${id}".`,
        why: 'Whoever changes it would wonder why nothing changes.',
        fix: 'Remove it, or put its name right.',
      }),
    ),
  ];
}

function checkPlaceholders(content: Content, { words, known, noun, key }: Vocabulary, id: string): Finding[] {
  const texts = words[id];
  if (texts === undefined) return [];
  const fillable = known[id] ?? [];
  const variants = [texts].flat();
  const used = variants.map(placeholdersOf);
  const fix = fillable.length > 0 ? `It may have ${braced(fillable)}.` : 'It may have none.';
  return [
    ...used.flatMap((names, index) =>
      names
        .filter((name) => !fillable.includes(name))
        .map((name) =>
          findingAt(content, typeof texts === 'string' ? `${key}/${id}` : `${key}/${id}/${index}`, {
            id: 'placeholder-unknown',
            what: `The ${noun} "${id}" has the placeholder ${braced([name])}, which nothing fills in.`,
            why: 'The patient would read the braces.',
            fix,
          }),
        ),
    ),
    ...fillable
      .filter((name) => !used.some((names) => names.includes(name)))
      .map((name) =>
        findingAt(content, `${key}/${id}`, {
          id: 'placeholder-missing',
          what: `The ${noun} "${id}" has no ${braced([name])}${variants.length > 1 ? ' in any of its variants' : ''}.`,
          why: 'The patient would not be told what belongs there.',
          fix: `Put ${braced([name])} where it belongs.`,
        }),
      ),
  ];
}

function braced(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(', ');
}
