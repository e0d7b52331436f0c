// Two languages side by side: the same ids, the same links between them, the same questions in the same order. Words may differ,
// and how many there are. Answers are kept when a patient changes the language, so that its questions must mean the same.
import type { Content } from '../schema';
import { type Finding, findingAt } from './finding';

/** What `other` lacks, has beyond, or has otherwise than `model`. */
export function compareLanguages(model: Content, other: Content): readonly Finding[] {
  return [
    ...compareIds(model, other),
    ...compareLinks(model, other),
    ...checkHeadings(model, other),
    ...compareAnswers(model, other),
    ...checkWishes(model, other),
  ];
}

interface Group {
  /** Under which key the places of its members are known, and how one is called. */
  readonly key: string;
  readonly noun: string;
  readonly ids: (content: Content) => readonly string[];
  /** Where the order of the members has a meaning. */
  readonly isOrdered?: true;
}

/** Entries, phrases, words of the page and examples are held to catalogues of their own, in every language. */
const GROUPS: readonly Group[] = [
  { key: 'subject', noun: 'subject', ids: ({ subjects }) => subjects.map(({ id }) => id) },
  { key: 'intent', noun: 'intent', ids: ({ commands }) => commands.intents.map(({ id }) => id) },
  {
    key: 'question',
    noun: 'question',
    ids: ({ screening }) => screening.questions.map(({ id }) => id),
    isOrdered: true,
  },
  { key: 'sign', noun: 'alarm sign', ids: ({ alarms }) => alarms.signs.map(({ id }) => id), isOrdered: true },
];

function compareIds(model: Content, other: Content): Finding[] {
  return GROUPS.flatMap(({ key, noun, ids, isOrdered }) => {
    const [theirs, own] = [ids(model), ids(other)];
    const lacking = theirs.filter((id) => !own.includes(id));
    const beyond = own.filter((id) => !theirs.includes(id));
    const findings = [
      ...lacking.map((id) =>
        findingAt(other, ROOTS[key] ?? key, {
          id: 'language-lacks',
          what: `The language "${other.locale}" has no ${noun} "${id}"; "${model.locale}" has it.`,
          why: 'Patients are to be served alike in every language.',
          fix: `Write it, or remove it from "${model.locale}".`,
        }),
      ),
      ...beyond.map((id) =>
        findingAt(other, `${key}/${id}`, {
          id: 'language-adds',
          what: `The ${noun} "${id}" stands in "${other.locale}" and not in "${model.locale}".`,
          why: 'Patients are to be served alike in every language.',
          fix: `Write it for "${model.locale}" as well, or put its id right.`,
        }),
      ),
    ];
    if (!isOrdered || findings.length > 0 || theirs.every((id, at) => id === own[at])) return findings;
    const first = own.find((id, at) => id !== theirs[at]) ?? '';
    return [
      findingAt(other, `${key}/${first}`, {
        id: 'language-order',
        what: `The ${noun} "${first}" stands at another place in "${other.locale}" than in "${model.locale}".`,
        why: 'The order decides what is asked next, and which of two signs is answered.',
        fix: `Bring them into the order of "${model.locale}".`,
      }),
    ];
  });
}

/** Where a group without the member begins. */
const ROOTS: Readonly<Record<string, string>> = {
  subject: 'subject',
  intent: 'commands',
  question: 'screening',
  sign: 'alarms',
};

/** What an item of one language says besides words; equal in every language. */
interface Link {
  readonly key: string;
  readonly what: string;
  readonly of: (content: Content) => ReadonlyMap<string, string>;
}

const LINKS: readonly Link[] = [
  {
    key: 'entry',
    what: 'is related to',
    of: ({ entries }) => new Map(entries.map(({ id, related }) => [id, related.join(', ')])),
  },
  {
    key: 'question',
    what: 'has as kind, topic, past and findings',
    of: ({ screening }) =>
      new Map(
        screening.questions.map(({ id, kind, topic, ever, findings }) => [
          id,
          [kind, topic, ever, ...Object.keys(findings).sort()].join(', '),
        ]),
      ),
  },
  {
    key: 'sign',
    what: 'is answered by',
    of: ({ alarms }) => new Map(alarms.signs.map(({ id, phrase }) => [id, phrase])),
  },
];

function compareLinks(model: Content, other: Content): Finding[] {
  return LINKS.flatMap(({ key, what, of }) => {
    const theirs = of(model);
    return [...of(other)].flatMap(([id, said]) => {
      const expected = theirs.get(id);
      if (expected === undefined || expected === said) return [];
      return findingAt(other, `${key}/${id}`, {
        id: 'language-differs',
        what: `"${id}" ${what} "${said}" in "${other.locale}", and "${expected}" in "${model.locale}".`,
        why: 'An answer given in one language must mean the same in the other.',
        fix: 'Make the two alike.',
      });
    });
  });
}

/** Headings that are still in the words of the article. */
function checkHeadings(model: Content, other: Content): Finding[] {
  const own = new Set(other.topics.map(({ section }) => section));
  return [...new Set(model.topics.map(({ section }) => section))]
    .filter((heading) => own.has(heading))
    .map((heading) =>
      findingAt(other, 'section', {
        id: 'heading-untranslated',
        what: `The heading "${heading}" has no words in "${other.locale}".`,
        why: 'Patients are told from which section of the article an answer comes.',
        fix: `Add a line to ${other.locale}/sections.yaml.`,
      }),
    );
}

/** Whoever asks for one of the two in words of either is understood. */
function checkWishes(model: Content, other: Content): Finding[] {
  const both = [model, other];
  return both.flatMap((content) =>
    both
      .filter(({ locale }) => (content.commands.languages[locale] ?? []).length === 0)
      .map(({ locale }) =>
        findingAt(content, 'commands/languages', {
          id: 'language-unasked',
          what: `Nobody can ask for the language "${locale}" in "${content.locale}".`,
          why: 'A patient who was given the wrong language must find the way out of it.',
          fix: `Add how they ask for it to ${content.locale}/commands.yaml, under languages, "${locale}".`,
        }),
      ),
  );
}

/** An answer has the numbers of the article, in every language; and it is not the same text. */
function compareAnswers(model: Content, other: Content): Finding[] {
  const theirs = new Map(model.entries.map(({ id, answer }) => [id, answer]));
  return other.entries.flatMap(({ id, answer }) => {
    const expected = theirs.get(id);
    if (expected === undefined) return [];
    const key = `entry/${id}/answer`;
    if (answer === expected)
      return findingAt(other, key, {
        id: 'answer-untranslated',
        what: `The answer of "${id}" is the same text in "${other.locale}" and in "${model.locale}".`,
        why: 'Patients are told it in a language that they may not read.',
        fix: 'Write it in the words of the language.',
      });
    const [own, wanted] = [numbersIn(answer), numbersIn(expected)];
    if (own === wanted) return [];
    return findingAt(other, key, {
      id: 'answer-numbers-differ',
      what: `The answer of "${id}" has the numbers "${own}" in "${other.locale}", and "${wanted}" in "${model.locale}".`,
      why: 'An age, a time or a factor that differs is wrong in one of them.',
      fix: 'Put the numbers right.',
    });
  });
}

function numbersIn(text: string): string {
  return [...text.matchAll(/\d+/g)]
    .map(([digits]) => digits)
    .sort()
    .join(', ');
}
