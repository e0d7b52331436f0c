// Two languages say the same: whatever one has otherwise is told, with the place in the other's files.
import { compareLanguages } from '../../knowledge';
import { contentWith } from '../support/content-copy';
import { at, type Draft, entry, question } from './content-breakages';

const HEADING = 'Before Your Visit';

/** A language with the words of the first one; all that is compared is there. */
const inOther = (change: (content: Draft) => void = () => {}) =>
  contentWith((content) => {
    Object.assign(content, { locale: 'xx' });
    for (const topic of content.topics) topic.section = `${topic.section} in xx`;
    for (const one of content.entries) one.answer = `xx ${one.answer}`;
    content.commands.languages = { en: ['english'], xx: ['xx'] };
    change(content);
  });
const model = contentWith((content) => {
  content.commands.languages = { en: ['english'], xx: ['xx'] };
});

test('languages that say the same are alike', () => {
  expect(compareLanguages(model, inOther())).toEqual([]);
});

test.each<readonly [string, string, (content: Draft) => void]>([
  ['language-lacks', 'a subject less', (c) => c.subjects.splice(0, 1)],
  ['language-lacks', 'an alarm sign less', (c) => c.alarms.signs.splice(0, 1)],
  ['language-lacks', 'a question less', (c) => c.screening.questions.splice(-1)],
  ['language-adds', 'a subject more', (c) => c.subjects.push({ ...at(c.subjects), id: 'moon' })],
  ['language-order', 'two questions in another order', (c) => swap(c.screening.questions)],
  ['language-order', 'two signs in another order', (c) => swap(c.alarms.signs)],
  ['language-differs', 'an entry related to others', (c) => entry(c, 'pain').related.reverse()],
  ['language-differs', 'a question about the past', (c) => Object.assign(question(c, 'age'), { ever: true })],
  ['language-differs', 'a finding less', (c) => Reflect.deleteProperty(question(c, 'botox').findings, 'unsure')],
  ['language-differs', 'a sign answered otherwise', (c) => Object.assign(at(c.alarms.signs), { phrase: 'moon' })],
  [
    'heading-untranslated',
    'a heading in the words of the article',
    (c) => Object.assign(at(c.topics), { section: HEADING }),
  ],
  ['answer-untranslated', 'an answer in the first language', (c) => shorten(entry(c, 'pain'))],
  ['answer-numbers-differ', 'an age more', (c) => Object.assign(entry(c, 'pain'), { answer: 'At 22.' })],
  ['language-unasked', 'no way to ask for it', (c) => Reflect.deleteProperty(c.commands.languages, 'xx')],
])('%s: %s', (id, _how, change) => {
  const findings = compareLanguages(model, inOther(change));
  expect(findings.map((finding) => finding.id)).toEqual([id]);
  const { severity, file, line, what, why, fix } = at(findings);
  expect({ severity, file }).toEqual({ severity: 'error', file: expect.stringMatching(/^knowledge\/|^section$/) });
  expect(line).toBeGreaterThan(0);
  for (const words of [what, why, fix]) expect(words).toMatch(/\S.*[."]$/);
});

function shorten(one: Draft['entries'][number]): void {
  one.answer = one.answer.slice('xx '.length);
}

function swap(items: unknown[]): void {
  [items[0], items[1]] = [items[1], items[0]];
}
