// Loading: every fault of every file at once, with its line; frozen content; a version that moves with questions and rules alone.
import { ContentError, type ContentFault, loadContent } from '../../knowledge/load';
import { copyFolder, type FolderCopy } from '../support/content-copy';

let copy: FolderCopy;
beforeEach(() => {
  copy = copyFolder();
});
afterEach(() => copy.remove());

function faults(): readonly ContentFault[] {
  try {
    loadContent({ folder: copy.folder });
  } catch (error) {
    if (error instanceof ContentError) return error.faults;
    throw error;
  }
  throw new Error('The content was loaded.');
}

const load = () => loadContent({ folder: copy.folder });
const TOPIC = '- { id: pain, section: "During Your Visit" }\n';

describe('faults', () => {
  test('YAML that cannot be read is told with its line', () => {
    copy.write('topics.yaml', `${TOPIC}- { id: duration, section: "During\n- id: [\n`);
    expect(faults()[0]).toMatchObject({ file: 'knowledge/topics.yaml', line: expect.any(Number) });
  });

  test('a key that stands twice in a map is told', () => {
    copy.write('topics.yaml', '- id: pain\n  section: A\n  section: B\n');
    expect(faults()).toEqual([
      expect.objectContaining({ file: 'knowledge/topics.yaml', line: 3, what: expect.stringContaining('unique') }),
    ]);
  });

  test('a wrong type, a missing key and an unknown key are told, each at its own line', () => {
    copy.write('topics.yaml', '- id: pain\n  section: 7\n- id: duration\n- id: serum\n  section: A\n  colour: red\n');
    expect(faults().map(({ line, what }) => `${line} ${what.split(':')[0]}`)).toEqual([
      '2 0.section',
      '3 1.section',
      '6 2.colour',
    ]);
  });

  test('an id that is none, an empty text and a foreign value are told', () => {
    copy.write('topics.yaml', '- id: Pain Level\n  section: ""\n');
    copy.edit('rules.yaml', (text) => text.replace('verdict: under-age', 'verdict: too-young'));
    expect(faults().map(({ file, line }) => `${file}:${line}`)).toEqual([
      'knowledge/topics.yaml:1',
      'knowledge/topics.yaml:2',
      expect.stringMatching(/^knowledge\/rules\.yaml:\d+$/),
    ]);
  });

  test('the faults of all files come at once, each with what is wrong and how to mend it', () => {
    for (const file of ['topics.yaml', 'rules.yaml', 'en/phrases.yaml', 'en/faq/risks.yaml', 'en/lexicon.yaml'])
      copy.write(file, 'just words\n');
    const found = faults();
    expect(found.map(({ file }) => file)).toEqual([
      'knowledge/topics.yaml',
      'knowledge/rules.yaml',
      'knowledge/en/faq/risks.yaml',
      'knowledge/en/phrases.yaml',
      'knowledge/en/lexicon.yaml',
    ]);
    for (const { line, what, fix } of found) {
      expect(line).toBe(1);
      expect(what).toMatch(/\.$/);
      expect(fix).toMatch(/\.$/);
    }
  });

  test('an empty file and a missing language are told', () => {
    copy.write('topics.yaml', '');
    expect(faults()).toEqual([expect.objectContaining({ file: 'knowledge/topics.yaml', line: 1 })]);
    expect(() => loadContent({ folder: copy.folder, locale: 'fr' })).toThrow(/knowledge\/fr\/phrases\.yaml:1/);
  });

  test('an empty list item is a fault and no crash', () => {
    copy.write('topics.yaml', `${TOPIC}-\n`);
    expect(faults()).toEqual([expect.objectContaining({ line: 2 })]);
  });

  test('the error has a code, and a message with every fault', () => {
    copy.write('topics.yaml', 'a: 1\n');
    copy.write('rules.yaml', 'b: 2\n');
    expect(load).toThrow(expect.objectContaining({ code: 'CONTENT_INVALID', name: 'ContentError' }));
    expect(load).toThrow(/topics\.yaml:1 [\s\S]*rules\.yaml:1 /);
  });
});

describe('the content', () => {
  test('it is frozen, however deep', () => {
    const loose: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null || value instanceof Map) return;
      if (!Object.isFrozen(value)) loose.push(path);
      for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`);
    };
    walk(load(), 'content');
    expect(loose).toEqual([]);
  });

  test('it knows where everything stands', () => {
    copy.write('topics.yaml', `# a comment\n${TOPIC}`);
    const { places, entries, subjects, rules, phrases, screening, alarms, commands } = load();
    expect(places.get('topic/pain')).toEqual({ file: 'knowledge/topics.yaml', line: 2 });
    const keys = [
      ...entries.flatMap(({ id }) => [`entry/${id}`, `entry/${id}/answer`, `entry/${id}/alsoAsked/0`]),
      ...subjects.map(({ id }) => `subject/${id}`),
      ...rules.map(({ id }) => `rule/${id}`),
      ...Object.keys(phrases).map((id) => `phrase/${id}`),
      ...screening.questions.map(({ id }) => `question/${id}`),
      ...alarms.signs.map(({ id }) => `sign/${id}/templates/0`),
      ...commands.intents.map(({ id }) => `intent/${id}`),
      ...Object.keys(commands.commands).map((id) => `command/${id}/0`),
    ];
    expect(keys.filter((key) => !places.has(key))).toEqual([]);
  });

  test('a second item of the same id has a place of its own', () => {
    copy.write('topics.yaml', TOPIC + TOPIC);
    const { places } = load();
    expect(places.get('topic/pain')?.line).toBe(1);
    expect(places.get('topic/pain#2')?.line).toBe(2);
  });
});

describe('the version', () => {
  const versionAfter = (file: string, change: (text: string) => string): string => {
    copy.edit(file, (text) => {
      const changed = change(text);
      if (changed === text) throw new Error(`Nothing was changed in ${file}.`);
      return changed;
    });
    return load().version;
  };

  test('it stays when nothing, an answer or a phrase changes', () => {
    const { version } = loadContent();
    expect(load().version).toBe(version);
    expect(versionAfter('en/faq/risks.yaml', (text) => text.replace(/question: .*/, 'question: Moon?'))).toBe(version);
    expect(versionAfter('en/phrases.yaml', (text) => text.replace(/back: .*/, 'back: Moon.'))).toBe(version);
    expect(versionAfter('rules.yaml', (text) => `# another comment\n${text}`)).toBe(version);
  });

  test('it changes with the words of a question', () => {
    const changed = versionAfter('en/screening.yaml', (text) => text.replace(/ask: .*/, 'ask: How old is the moon?'));
    expect(changed).not.toBe(loadContent().version);
  });

  test('it changes with how replies read', () => {
    const change = (text: string): string =>
      text.replace(/^replies:\n(?: .*\n)*? {2}"?yes"?:\n/m, (head) => `${head}    - moon\n`);
    expect(versionAfter('en/screening.yaml', change)).not.toBe(loadContent().version);
  });

  test('it changes with a rule', () => {
    const changed = versionAfter('rules.yaml', (text) => text.replace('verdict: avoid', 'verdict: ask-provider'));
    expect(changed).not.toBe(loadContent().version);
  });
});
