// The FAQ entries: complete against the catalogue, well connected, short and plain enough to be read.

import type { Content, Entry } from '../schema';
import { type Check, type Finding, findingAt } from './finding';

/** The most characters of an answer that a card shows without being cut. */
export const LONGEST_ANSWER = 700;
/** The highest school grade (Flesch-Kincaid) that an answer may ask for. */
export const HARDEST_GRADE = 8;
export const FEWEST_PHRASINGS = 12;
const RELATED = { fewest: 2, most: 3 };

export const checkEntries: Check = (content, options) => [
  ...checkCatalogue(content),
  ...content.entries.flatMap((entry) => [
    ...checkSection(content, entry),
    ...checkPhrasingCount(content, entry),
    ...checkRelated(content, entry),
    ...checkAnswer(content, entry),
    ...checkGrade(content, entry, options.gradeOf),
  ]),
];

function checkCatalogue(content: Content): Finding[] {
  const entries = new Set(content.entries.map(({ id }) => id));
  const topics = new Set(content.topics.map(({ id }) => id));
  return [
    ...[...topics]
      .filter((id) => !entries.has(id))
      .map((id) =>
        findingAt(content, `topic/${id}`, {
          id: 'topic-without-entry',
          what: `The topic "${id}" has no FAQ entry.`,
          why: 'The article speaks of it, and the bot could not answer.',
          fix: `Write an entry with the id "${id}" in one of the files of ${content.locale}/faq.`,
        }),
      ),
    ...[...entries]
      .filter((id) => !topics.has(id))
      .map((id) =>
        findingAt(content, `entry/${id}`, {
          id: 'entry-not-in-catalogue',
          what: `The entry "${id}" stands for no topic of topics.yaml.`,
          why: 'The catalogue says what the article covers; an answer outside of it has no source.',
          fix: 'Put its id right, or add it to topics.yaml with its section of the article.',
        }),
      ),
  ];
}

function checkSection(content: Content, { id, section }: Entry): Finding[] {
  const sections = content.topics.filter((topic) => topic.id === id).map((topic) => topic.section);
  const place = `entry/${id}/section`;
  if (section === '')
    return [
      findingAt(content, place, {
        id: 'entry-without-section',
        what: `The entry "${id}" names no section of the article.`,
        why: 'Patients are told where each answer comes from.',
        fix: sections.length > 0 ? `Add: section: ${sections.join(' or ')}` : 'Add the heading under which it stands.',
      }),
    ];
  if (sections.length === 0 || sections.includes(section)) return [];
  return [
    findingAt(content, place, {
      id: 'section-differs',
      what: `The entry "${id}" names the section "${section}"; topics.yaml says "${sections.join('" or "')}".`,
      why: 'Patients who look it up would not find it.',
      fix: 'Use the same heading in both files, letter by letter as in the article.',
    }),
  ];
}

function checkPhrasingCount(content: Content, { id, alsoAsked }: Entry): Finding[] {
  if (alsoAsked.length >= FEWEST_PHRASINGS) return [];
  return [
    findingAt(content, `entry/${id}/alsoAsked`, {
      id: 'too-few-phrasings',
      what: `The entry "${id}" has ${alsoAsked.length} phrasings under alsoAsked; it needs ${FEWEST_PHRASINGS}.`,
      why: 'The bot recognises a question by its phrasings; with few of them it misses patients who put it differently.',
      fix: 'Add ways in which patients ask it: short and long, lay words, misspellings.',
    }),
  ];
}

function checkRelated(content: Content, { id, related }: Entry): Finding[] {
  const place = `entry/${id}/related`;
  const why = 'The related questions are shown under the answer, as ways to go on.';
  const findings = related.flatMap((other, index) => {
    const at = (told: { id: string; what: string; fix: string }): Finding =>
      findingAt(content, `${place}/${index}`, { ...told, why });
    if (other === id)
      return at({ id: 'related-itself', what: `The entry "${id}" is related to itself.`, fix: 'Name another entry.' });
    if (related.indexOf(other) < index)
      return at({
        id: 'related-twice',
        what: `The entry "${id}" names "${other}" twice under related.`,
        fix: 'Keep one of them.',
      });
    if (content.entries.some((entry) => entry.id === other)) return [];
    return at({
      id: 'related-missing',
      what: `The entry "${id}" is related to "${other}", which is no entry.`,
      fix: 'Put the id right, or name another entry.',
    });
  });
  if (related.length >= RELATED.fewest && related.length <= RELATED.most) return findings;
  return [
    ...findings,
    findingAt(content, place, {
      id: 'related-count',
      what: `The entry "${id}" has ${related.length} related entries; it needs ${RELATED.fewest} or ${RELATED.most}.`,
      why,
      fix: `Name ${RELATED.fewest} or ${RELATED.most} entries that patients ask about next.`,
    }),
  ];
}

function checkAnswer(content: Content, { id, answer }: Entry): Finding[] {
  const { length } = answer.trim();
  if (length <= LONGEST_ANSWER) return [];
  return [
    findingAt(content, `entry/${id}/answer`, {
      id: 'answer-too-long',
      what: `The answer of "${id}" has ${length} characters; ${LONGEST_ANSWER} fit on a card.`,
      why: 'Some channels cut what is longer, and patients do not read it.',
      fix: `Shorten it by ${length - LONGEST_ANSWER} characters, or move a part into another entry.`,
    }),
  ];
}

function checkGrade(content: Content, { id, answer }: Entry, gradeOf?: (text: string) => number): Finding[] {
  const grade = gradeOf?.(answer) ?? 0;
  if (grade <= HARDEST_GRADE) return [];
  return [
    findingAt(content, `entry/${id}/answer`, {
      id: 'answer-hard-to-read',
      what: `The answer of "${id}" asks for school grade ${grade.toFixed(1)}; the highest allowed is ${HARDEST_GRADE}.`,
      why: 'Half of all adults read below that, and a patient who misreads an answer may come to harm.',
      fix: 'Write shorter sentences and shorter words.',
    }),
  ];
}
