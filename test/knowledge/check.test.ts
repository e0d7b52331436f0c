// Every finding of the checker is provoked by breaking one thing in a copy of the real content, and it comes alone.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_LOCALE, KNOWLEDGE_FOLDER, loadContent, localesIn } from '../../knowledge';
import { checkContent, compareLanguages, type Finding } from '../../knowledge/check';
import { gradeOf } from '../../src/cli/reading-level';
import { contentWith } from '../support/content-copy';
import {
  ALARM_BREAKAGES,
  at,
  type Draft,
  ENTRY_BREAKAGES,
  entry,
  HARD,
  ID_BREAKAGES,
  PHRASE_BREAKAGES,
  question,
  rule,
  SCREENING_BREAKAGES,
  TEMPLATE_BREAKAGES,
} from './content-breakages';

const before = new Set(checkContent(contentWith(), { gradeOf }).map(named));

function named({ id, what }: Finding): string {
  return `${id}: ${what}`;
}

/** The findings beyond those of the unbroken content. */
function findingsAfter(change: (content: Draft) => void): Finding[] {
  return checkContent(contentWith(change), { gradeOf }).filter((finding) => !before.has(named(finding)));
}

test.each(localesIn())('the content in %s has no error, and says what the first one says', (locale) => {
  const content = loadContent({ locale });
  const findings = checkContent(content, { gradeOf: (text) => gradeOf(text, locale) });
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(locale === DEFAULT_LOCALE ? [] : compareLanguages(contentWith(), content)).toEqual([]);
});

test.each(localesIn().filter((locale) => locale !== DEFAULT_LOCALE))(
  'whoever opens a file in %s reads at once whether a clinician has seen it',
  (locale) => {
    const folder = join(KNOWLEDGE_FOLDER, locale);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
    const heads = files.map((name) => readFileSync(join(folder, name), 'utf8').split('\n# ---')[0] ?? '');
    expect(heads.filter((head) => !/^# .*(Awaiting a clinician's review|Reviewed by a clinician)/m.test(head))).toEqual(
      [],
    );
  },
);

describe.each([
  ['ids', ID_BREAKAGES],
  ['entries', ENTRY_BREAKAGES],
  ['alarm examples', ALARM_BREAKAGES],
  ['screening and rules', SCREENING_BREAKAGES],
  ['phrases and alarm signs', PHRASE_BREAKAGES],
  ['templates and commands', TEMPLATE_BREAKAGES],
])('%s: one thing is broken, one finding tells it', (_group, breakages) => {
  test.each(breakages)('%s (%s)', (id, _how, change) => {
    const findings = findingsAfter(change);
    expect(findings.map((finding) => finding.id)).toEqual([id]);
    const { file, line, what, why, fix } = at(findings);
    expect(file).toMatch(/^knowledge\/.*\.yaml$/);
    expect(line).toBeGreaterThan(0);
    for (const words of [what, why, fix]) expect(words).toMatch(/\S.*[.\]}"\w]$/);
  });
});

describe('what cannot come alone', () => {
  test('an entry with another id is in no catalogue, and its topic lacks an entry', () => {
    const ids = findingsAfter((c) => c.entries.push({ ...entry(c, 'pain'), id: 'moon', question: 'Moon?' }));
    expect(ids.map(({ id }) => id)).toContain('entry-not-in-catalogue');
  });

  test('a second question of the same id is told, with the place of the second', () => {
    const ids = findingsAfter((c) => c.screening.questions.push(structuredClone(question(c, 'botox'))));
    expect(ids.map(({ id }) => id)).toEqual(['duplicate-id']);
  });

  test('a second rule of the same id is told', () => {
    const ids = findingsAfter((c) => c.rules.push({ ...rule(c, 'botox-yes') }));
    expect(ids.map(({ id }) => id)).toEqual(expect.arrayContaining(['duplicate-id', 'rule-contested']));
  });

  test('without a measure of reading, nothing is hard to read', () => {
    const content = contentWith((c) => Object.assign(entry(c, 'pain'), { answer: HARD }));
    expect(checkContent(content).map(({ id }) => id)).not.toContain('answer-hard-to-read');
  });

  test('a topic of two sections accepts either', () => {
    const findings = findingsAfter((c) => {
      c.topics.push({ id: 'pain', section: 'A Quick Review' });
      Object.assign(entry(c, 'pain'), { section: 'A Quick Review' });
    });
    expect(findings).toEqual([]);
  });

  test('a finding names the line of the phrasing itself', () => {
    const content = contentWith((c) => entry(c, 'pain').alsoAsked.splice(3, 1, entry(c, 'pain').question));
    const found = checkContent(content).find(({ what }) => what.includes('"pain" twice'));
    expect(found?.line).toBe(content.places.get('entry/pain/alsoAsked/3')?.line);
  });
});
