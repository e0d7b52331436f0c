// The Teams app in several languages: what its localization files hold, what is wrong with them, and whether the bot understands
// what it lets people tap.
import { zipSync } from 'fflate';
import { createRouter } from '../../../dialogs';
import { type Content, createLanguageDetector, localesIn } from '../../../knowledge';
import { checkPackage } from '../../../src/cli/teams/check-package';
import type { GivenSettings } from '../../../src/config';
import { openKnowledge } from '../../../src/open-knowledge';
import { contentWith, type Thawed } from '../../support/content-copy';
import { GIVEN, packageWith, readZip, TEMPLATE, type Template } from '../../support/teams-package';

jest.setTimeout(60_000);

type Words = Record<string, string>;

/** A language in which every word is another one: its texts are those of English, marked. */
const inMarked = (locale: string, change: (content: Thawed<Content>) => void = () => {}): Content =>
  contentWith((content) => {
    content.locale = locale;
    for (const [id, text] of Object.entries(content.phrases))
      if (typeof text === 'string') Object.assign(content.phrases, { [id]: `${locale}: ${text}` });
    for (const entry of content.entries) {
      entry.question = `${locale}: ${entry.question}`;
      entry.section = `${locale}: ${entry.section}`;
    }
    change(content);
  });

const ENGLISH = contentWith();
const BOTH = { ...GIVEN, LANGUAGES: 'en, es' };

interface Parts {
  readonly given?: GivenSettings;
  readonly contents?: readonly Content[];
  readonly change?: (template: Template) => void;
}

async function make({ given = BOTH, contents = [ENGLISH, inMarked('es')], change }: Parts = {}) {
  const load = (locale: string) => contents.find((content) => content.locale === locale);
  const { zip, faults } = await packageWith(given, load, change);
  const files = await readZip(zip);
  const json = (name: string) => JSON.parse(String(files.get(name) ?? null));
  return { files, faults, manifest: json('manifest.json'), words: (locale: string): Words => json(`${locale}.json`) };
}

/** Every text under a value, by the name that localization files have for its place. */
function textsByKey(value: unknown, key = ''): [key: string, text: string][] {
  if (typeof value === 'string') return [[key, value]];
  if (Array.isArray(value)) return value.flatMap((item, at) => textsByKey(item, `${key}[${at}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => textsByKey(item, key ? `${key}.${name}` : name));
}

describe('a package of two languages', () => {
  test('is in the first that the settings name, and has a file for the other', async () => {
    const { files, faults, manifest, words } = await make();
    expect(faults).toEqual([]);
    expect([...files.keys()]).toEqual(['manifest.json', 'es.json', 'color.png', 'outline.png']);
    expect(manifest.localizationInfo).toEqual({
      defaultLanguageTag: 'en',
      additionalLanguages: [{ languageTag: 'es', file: 'es.json' }],
    });
    expect(manifest.name.short).toBe(ENGLISH.phrases['teams-name']);
    expect(words('es')['name.short']).toBe(`es: ${ENGLISH.phrases['teams-name']}`);
  });

  test('is in the other one where the settings name that first', async () => {
    const { faults, manifest, words } = await make({ given: { ...GIVEN, LANGUAGES: 'es,en' } });
    expect(faults).toEqual([]);
    expect(manifest.localizationInfo).toEqual({
      defaultLanguageTag: 'es',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    });
    expect(manifest.name.short).toBe(`es: ${ENGLISH.phrases['teams-name']}`);
    expect(words('en')['name.short']).toBe(ENGLISH.phrases['teams-name']);
  });

  test('localizes every text of the template that stands for words, and no other', async () => {
    const { manifest, words } = await make();
    const { $schema, ...localized } = words('es');
    expect($schema).toBe(String(manifest.$schema).replace('MicrosoftTeams.', 'MicrosoftTeams.Localization.'));
    const ofWords = textsByKey(JSON.parse(TEMPLATE)).filter(([, text]) => /\{\{\w+:/.test(text));
    expect(ofWords.length).toBeGreaterThan(20);
    expect(Object.keys(localized)).toEqual(ofWords.map(([key]) => key));
  });

  test('says the same in each language, at the same places, with the clinic and the days filled in', async () => {
    const { manifest, words } = await make({ given: { ...BOTH, RETENTION_DAYS: '7' } });
    const { $schema: _schema, ...localized } = words('es');
    const english = new Map(textsByKey(manifest));
    for (const [key, text] of Object.entries(localized)) expect(text.replaceAll('es: ', '')).toBe(english.get(key));
    expect(localized['name.full']).toContain(GIVEN.CLINIC_NAME);
    expect(localized['description.full']).toContain('7 days');
  });

  test('localizes what Teams wants in every such file, also where the template has the clinic in its place', async () => {
    const { faults, words } = await make({
      change: (template) => Object.assign(template.name, { short: '{{CLINIC_NAME}}' }),
    });
    expect(faults).toEqual([]);
    expect(words('es')['name.short']).toBe(GIVEN.CLINIC_NAME);
  });

  test('a language that is named twice is packed once, and a third one has a file too', async () => {
    const { files, faults } = await make({
      given: { ...GIVEN, LANGUAGES: 'en,es,en,pt,es' },
      contents: [ENGLISH, inMarked('es'), inMarked('pt')],
    });
    expect(faults).toEqual([]);
    expect([...files.keys()].filter((name) => name.endsWith('.json'))).toEqual(['manifest.json', 'es.json', 'pt.json']);
  });
});

test.each(['en', 'es'])('a package of one language alone, %s, has no localization at all', async (locale) => {
  const { files, faults, manifest } = await make({ given: { ...GIVEN, LANGUAGES: locale } });
  expect(faults).toEqual([]);
  expect([...files.keys()]).toEqual(['manifest.json', 'color.png', 'outline.png']);
  expect(manifest).not.toHaveProperty('localizationInfo');
});

describe('a fault of a further language is found:', () => {
  const idsAndFixes = async (parts: Parts): Promise<string[]> =>
    (await make(parts)).faults.map(({ id, fix }) => `${id}: ${fix}`);

  test('a language without a folder', async () => {
    const { faults } = await make({ contents: [ENGLISH] });
    expect(faults.map(({ id }) => id)).toEqual(['language-missing']);
    const none = await make({ given: { ...GIVEN, LANGUAGES: 'tlh' } });
    expect(none.faults.map(({ id }) => id)).toEqual(['language-missing']);
  });

  test.each([
    ['teams-name', 31],
    ['teams-full-name', 101],
    ['teams-short-description', 81],
    ['teams-starter-person', 4001],
    ['choice-person', 129],
  ] as const)('%s of %i characters, told with its language, its length and where it stands', async (id, length) => {
    const spanish = inMarked('es', (content) => Object.assign(content.phrases, { [id]: 'ñ'.repeat(length) }));
    const { faults } = await make({ contents: [ENGLISH, spanish] });
    expect(faults.map((fault) => [fault.id, fault.fix])).toEqual([
      ['text-too-long', `Change the phrase "${id}" in knowledge/es/.`],
    ]);
    expect(faults[0]?.what).toContain('in es.json must NOT have more than');
    expect(faults[0]?.what).toContain(`${length} characters`);
  });

  test('the same in the manifest, where the language is the first', async () => {
    const spanish = inMarked('es', (content) => Object.assign(content.phrases, { 'teams-name': 'ñ'.repeat(31) }));
    expect(await idsAndFixes({ given: { ...GIVEN, LANGUAGES: 'es,en' }, contents: [ENGLISH, spanish] })).toEqual([
      'text-too-long: Change the phrase "teams-name" in knowledge/es/.',
    ]);
  });

  test('an entry that it does not have; one that no language has is told once', async () => {
    const spanish = inMarked('es', (content) => {
      content.entries = content.entries.filter(({ id }) => id !== 'pain');
    });
    expect(await idsAndFixes({ contents: [ENGLISH, spanish] })).toEqual([
      'placeholder-left: Write the entry "pain" in knowledge/es/, or name another in teams/manifest.json.',
      'placeholder-left: Write the section "pain" in knowledge/es/, or name another in teams/manifest.json.',
    ]);
    const change = (t: Template) => Object.assign(t.description, { short: '{{entry:x}}' });
    expect(await idsAndFixes({ change })).toEqual([expect.stringContaining('which knowledge/ does not have')]);
  });

  test('a setting that is not there is told once, for all languages', async () => {
    const { CLINIC_NAME: _none, ...given } = BOTH;
    expect(await idsAndFixes({ given })).toEqual([expect.stringMatching(/^placeholder-left: Set CLINIC_NAME\. /)]);
  });

  test('a name that is how some language calls a clinic without one', async () => {
    const spanish = inMarked('es', (content) => Object.assign(content.phrases, { 'the-clinic': 'la clínica' }));
    for (const CLINIC_NAME of ['la clínica', 'the clinic'])
      expect(await idsAndFixes({ given: { ...BOTH, CLINIC_NAME }, contents: [ENGLISH, spanish] })).toEqual([
        expect.stringMatching(/^placeholder-left: Set CLINIC_NAME\. /),
      ]);
  });

  test('one description in the other', async () => {
    const spanish = inMarked('es', ({ phrases }) => {
      phrases['teams-short-description'] = 'Pregunte.';
      phrases['teams-description'] = 'Pregunte, y {clinic} responde.';
    });
    expect(await idsAndFixes({ contents: [ENGLISH, spanish] })).toEqual([
      'description-repeated: Change teams-description or teams-short-description in knowledge/es/phrases.yaml.',
    ]);
  });

  test('words in the template, which would be the same in every language', async () => {
    const change = (template: Template) =>
      Object.assign(template.bots[0]?.commandLists[0]?.commands[0] ?? {}, { title: 'Does it hurt?' });
    expect(await idsAndFixes({ change })).toEqual([
      'text-not-localized: Name a phrase or an entry for bots[0].commandLists[0].commands[0].title in teams/manifest.json, in place of words.',
    ]);
  });

  test('words at a place that Teams shows in one language', async () => {
    const change = (template: Template) => Object.assign(template.developer, { name: '{{phrase:teams-name}}' });
    expect(await idsAndFixes({ change })).toEqual([
      'place-not-localized: Name a setting for developer.name in teams/manifest.json, and no phrase or entry.',
    ]);
  });
});

describe('a fault of a localization file is found in the package:', () => {
  let made: Awaited<ReturnType<typeof make>>;
  beforeAll(async () => {
    made = await make();
  });
  const idsOf = async (change: (words: Words, files: Record<string, Uint8Array>) => void): Promise<string[]> => {
    const words = made.words('es');
    const files: Record<string, Uint8Array> = Object.fromEntries(made.files);
    change(words, files);
    const ofWords =
      files['es.json'] === made.files.get('es.json') ? { 'es.json': Buffer.from(JSON.stringify(words)) } : {};
    return (await checkPackage(zipSync({ ...files, ...ofWords }))).map(({ id }) => id);
  };

  test('none in a right one', async () => {
    expect(await idsOf(() => {})).toEqual([]);
  });

  test.each<[id: string, what: string, change: (words: Words, files: Record<string, Uint8Array>) => void]>([
    [
      'language-file-unreadable',
      'one that is no JSON',
      (_, files) => Object.assign(files, { 'es.json': Buffer.from('{') }),
    ],
    [
      'language-file-unreadable',
      'one with a byte order mark',
      (words, files) => Object.assign(files, { 'es.json': Buffer.from(`\ufeff${JSON.stringify(words)}`) }),
    ],
    [
      'file-unknown',
      'one that the manifest does not name',
      (words, files) => Object.assign(files, { 'fr.json': Buffer.from(JSON.stringify(words)) }),
    ],
    [
      'versions-differ',
      'one of another version',
      (words) => Object.assign(words, { $schema: words.$schema?.replace('1.25', '1.16') }),
    ],
    ['localized-key-unknown', 'a text for nothing', (words) => Object.assign(words, { 'staticTabs[0].name': 'Hola' })],
    [
      'localized-key-unknown',
      'a starter too many',
      (words) => Object.assign(words, { 'bots[0].commandLists[1].commands[4].title': 'Hola' }),
    ],
    ['place-not-localized', 'another developer', (words) => Object.assign(words, { 'developer.name': 'Rosal' })],
    ['schema', 'an empty name', (words) => Object.assign(words, { 'name.short': '' })],
    ['placeholder-left', 'a placeholder', (words) => Object.assign(words, { 'name.short': '{{phrase:teams-name}}' })],
    [
      'text-not-localized',
      'a starter too few',
      (words) => void delete words['bots[0].commandLists[0].commands[0].title'],
    ],
  ])('%s: %s', async (id, _what, change) => {
    expect(await idsOf(change)).toEqual([id]);
  });

  test('language-file-unreadable: one that is not there', async () => {
    const { 'es.json': _left, ...files } = Object.fromEntries(made.files);
    const faults = await checkPackage(zipSync(files));
    expect(faults.map(({ id, what }) => [id, what])).toEqual([
      ['language-file-unreadable', 'For the language "es" the manifest names es.json, which is not there.'],
    ]);
  });
});

describe.each(localesIn())('the starters in the language %s', (locale) => {
  const knowledge = openKnowledge({ locale });
  const router = createRouter(knowledge);
  const situation = { repliable: true, offered: [], lastTopics: [], today: { year: 2026, month: 5, day: 20 } };
  const understood = (text: string): string => {
    const route = router.route(text, situation);
    return route.route === 'answer' ? `entry:${route.entries.map(({ id }) => id).join(',')}` : route.route;
  };
  const lists = async (pick: (scopes: string[]) => boolean): Promise<{ meant: string; title: string }[]> => {
    // As people of a further language read them, where it is one.
    const given = { ...GIVEN, LANGUAGES: `tlh,${locale}` };
    const { faults, words } = await make({ given, contents: [inMarked('tlh'), knowledge.content] });
    expect(faults).toEqual([]);
    const template = JSON.parse(TEMPLATE) as Template;
    return (template.bots[0]?.commandLists ?? []).flatMap(({ scopes, commands }, at) =>
      pick(scopes)
        ? commands.map(({ title = '' }, index) => ({
            title: words(locale)[`bots[0].commandLists[${at}].commands[${index}].title`] ?? '',
            meant: title.replace(/[{}]/g, ''),
          }))
        : [],
    );
  };
  const ROUTES: Record<string, string> = { 'phrase:choice-screening': 'screening', 'phrase:choice-person': 'person' };

  test('are understood as what they stand for', async () => {
    const starters = await lists(() => true);
    expect(starters.length).toBeGreaterThanOrEqual(8);
    expect(starters.map(({ title }) => understood(title))).toEqual(starters.map(({ meant }) => ROUTES[meant] ?? meant));
  });

  test('offer no screening where others read along', async () => {
    const starters = await lists((scopes) => !scopes.includes('personal'));
    expect(starters.length).toBeGreaterThan(0);
    expect(starters.map(({ title }) => understood(title))).not.toContain('screening');
  });

  test('are taken for no other language of ours', async () => {
    const detect = createLanguageDetector(localesIn().map((other) => openKnowledge({ locale: other })));
    const starters = await lists(() => true);
    expect(starters.map(({ title }) => detect(title)?.locale ?? locale)).toEqual(starters.map(() => locale));
  });
});
