// The little language of sentence templates: what it matches, what it refuses, and that no message can hang it.
import fc from 'fast-check';
import { loadContent } from '../../knowledge/load';
import { anywherePattern, TemplateError, trimmer, wholePattern } from '../../knowledge/pattern';
import { createExpander } from '../../knowledge/template-sentences';
import { LONGEST_TEXT, normalize } from '../../knowledge/text';

const LISTS = { drug: ['aspirin', 'blood (thinner|thinners)'], take: ['i take {drug}', 'im on'] };

function fits(template: string, text: string): boolean {
  return wholePattern([template], LISTS).find(normalize(text)) !== undefined;
}

describe('what a template matches', () => {
  test.each([
    ['cancel', 'Cancel!', true],
    ['cancel', 'cancelled', false],
    ['cancel', 'please cancel', false],
    ['(yes|no way) sir', 'No way, sir', true],
    ['(yes|no way) sir', 'no sir', false],
    ['[oh] no', 'no', true],
    ['[oh] no', 'Oh, no.', true],
    ['[oh|ah] no', 'ah no', true],
    ['i (am [not]|was) ill', 'i am not ill', true],
    ['i (am [not]|was) ill', 'i was not ill', false],
    ['on {drug}', 'on aspirin', true],
    ['on {drug}', 'on blood thinners', true],
    ['on {drug}', 'on blood', false],
    ['{take} now', 'I take aspirin now', true],
    ['a ... b', 'a b', true],
    ['a ... b', 'a 1 2 3 4 5 6 b', true],
    ['a ... b', 'a 1 2 3 4 5 6 7 b', false],
    ['swell* up', 'swelling up', true],
    ['swell* up', 'swell up', true],
    ['swell* up', 'my swelling up', false],
    ["can't", 'cant', true],
    ['cafe', 'Café', true],
    ['c++ (a|b)', 'c a', true],
  ])('%p and %p: %p', (template, text, expected) => {
    expect(fits(template, text)).toBe(expected);
  });

  test('anywhere means anywhere, at the borders of words', () => {
    const { find } = anywherePattern(['fever', 'red [hot] skin']);
    expect(find('i have a fever today')).toBe('fever');
    expect(find('my red skin')).toBe('red [hot] skin');
    expect(find('feverish')).toBeUndefined();
    expect(find('hay fevers')).toBeUndefined();
  });

  test('the template that matched is named; no template matches nothing', () => {
    expect(wholePattern(['a', 'b [c]']).find('b')).toBe('b [c]');
    expect(wholePattern([]).find('')).toBeUndefined();
    expect(anywherePattern([]).find('a')).toBeUndefined();
  });

  test('a trimmer takes words off the ends as often as they come, and never empties a text', () => {
    const trim = trimmer(['um', 'lol', 'thank you']);
    expect(trim('um um no lol thank you')).toBe('no');
    expect(trim('no um no')).toBe('no um no');
    expect(trim('um lol')).toBe('um lol');
    expect(trim('umbrella')).toBe('umbrella');
    expect(trimmer(['can', 'can you'])('can you stop')).toBe('stop');
    expect(trimmer([])('um')).toBe('um');
  });
});

describe('what is refused', () => {
  test.each([
    ['a (b', 'not closed'],
    ['a [b', 'not closed'],
    ['a b)', '")" too many'],
    ['a (b]', '"]" too many'],
    ['a | b', 'outside of brackets'],
    ['a {moon}', '{moon}, which does not exist'],
    ['a {constructor}', '{constructor}, which does not exist'],
    ['a {drug', '"{" or "}" too many'],
    ['a drug}', '"{" or "}" too many'],
    [' ', 'is empty'],
  ])('%p: %s', (template, what) => {
    const compile = () => wholePattern(['fine', template], LISTS);
    expect(compile).toThrow(TemplateError);
    expect(compile).toThrow(expect.objectContaining({ code: 'TEMPLATE_INVALID' }));
    expect(compile).toThrow(what);
    expect(compile).toThrow(`"${template}"`);
  });

  test('a list that holds itself', () => {
    expect(() => wholePattern(['{a}'], { a: ['x {b}'], b: ['y {a}'] })).toThrow('inside itself');
  });

  test('whatever is no template is a TemplateError and nothing else', () => {
    const characters = fc.constantFrom(...'ab ()[]|{}.*+?\\^$');
    fc.assert(
      fc.property(fc.string({ unit: characters, maxLength: 20 }), (template) => {
        try {
          wholePattern([template]).find('a b');
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the sentences of a template', () => {
  test.each([
    ['[oh] (no|no way)', ['no', 'oh no', 'no way', 'oh no way']],
    ['on {drug}', ['on aspirin', 'on blood thinner', 'on blood thinners']],
    ['a ... swell* [b|c]', ['a swell', 'a swell b', 'a swell c']],
    ["Can't!", ['cant']],
  ])('%p', (template, sentences) => {
    expect([...createExpander(LISTS, 10)(template)].sort()).toEqual([...sentences].sort());
  });

  test('they are bounded, the shortest first, where there are millions', () => {
    const many = Object.fromEntries(
      ['x', 'y', 'z'].map((name) => [name, Array.from({ length: 99 }, (_, i) => name + i)]),
    );
    const sentences = createExpander(many, 50)('[{x}] [{y}] [{z}] [{x}] [{y}] ok');
    expect(sentences).toHaveLength(50);
    expect(sentences[0]).toBe('ok');
  });

  test('each of them is matched by its template', () => {
    const { commands } = loadContent();
    const expand = createExpander(commands.lists, 30);
    for (const template of Object.values(commands.commands).flat()) {
      const { find } = wholePattern([template], commands.lists);
      expect(expand(template).filter((sentence) => sentence !== '' && !find(sentence))).toEqual([]);
    }
  });
});

describe('no message can hang a template', () => {
  const SECOND = 1000;
  const { screening, commands, alarms } = loadContent();
  const words = (word: string): string => `${word} `.repeat(LONGEST_TEXT).slice(0, LONGEST_TEXT).trim();
  const messages = [
    'no',
    'my',
    'a',
    'i have no',
    'not sure',
    'um',
    'please',
    'my face is',
    'thank you can',
    'i am',
  ].map(words);

  test.each([
    ['whole', () => wholePattern(['... a ... a ... b', '[[a] [a]] ... {n} c'], { n: ['[a] a'] })],
    ['anywhere', () => anywherePattern(['a ... a ... a ... b', 'my ... my ... my ... end'])],
  ])('%s', (_kind, compile) => {
    const { find } = compile();
    const start = performance.now();
    for (const message of messages) find(message);
    expect(performance.now() - start).toBeLessThan(SECOND);
  });

  test('a trimmer whose words can be cut in many ways', () => {
    const trim = trimmer(['oh', 'god', 'oh god', 'oh [my] god oh']);
    const start = performance.now();
    expect(trim(`x ${words('oh god')} y`)).toBe(`x ${words('oh god')} y`);
    expect(trim(`${words('oh god oh')} y`)).toBe('y');
    expect(performance.now() - start).toBeLessThan(SECOND);
  });

  test('the templates of the content take the longest messages quickly', () => {
    const patterns = [
      anywherePattern(
        alarms.signs.flatMap(({ templates }) => templates),
        alarms.lists,
      ),
      anywherePattern(commands.eligibility, commands.lists),
      ...Object.values({ ...screening.replies, ...screening.replies.sorts, sorts: [] }).map((templates) =>
        anywherePattern(templates, screening.lists),
      ),
      ...screening.questions.map(({ reads }) => wholePattern(reads.no, screening.lists)),
    ];
    const trims = [trimmer(commands.courtesy, commands.lists), trimmer(screening.replies.fillers, screening.lists)];
    for (const message of [
      ...messages,
      `${words('please ok thank').slice(0, -20)} x`,
      `x ${words('oh god').slice(0, -9)} x`,
    ]) {
      const start = performance.now();
      for (const { find } of patterns) find(message);
      for (const trim of trims) trim(message);
      expect(performance.now() - start).toBeLessThan(SECOND);
    }
  });
});
