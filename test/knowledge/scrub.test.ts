// The scrub: whatever patients write, nothing comes out that could tell who wrote it.
import fc from 'fast-check';
import { checkContent, createScrubber, LONGEST_TEXT, loadContent } from '../../knowledge';
import { dictionaryOf } from '../../knowledge/matching/dictionary';
import { LONGEST_SCRUBBED, PLACEHOLDERS } from '../../knowledge/scrub';
import { tokenize } from '../../knowledge/text';
import { contentWith } from '../support/content-copy';

const content = loadContent();
const scrub = createScrubber(content);
const dictionary = [...dictionaryOf('en')].filter((word) => /^[a-z]{3,}$/.test(word));
const names = ['rose', 'mark', 'may', 'grace', 'jack', 'brown', 'young', 'baker', 'hope', 'daisy'];

describe('what goes', () => {
  test.each([
    [
      'a name with a capital, even where it is a word',
      'can Rose ask Mark in May about my skin',
      'can […] ask […] in […] about my skin',
    ],
    [
      'a name that is in no dictionary',
      'can sarah or priyanka come with me today',
      'can […] or […] come with me today',
    ],
    [
      'a name and a surname at the beginning',
      'Grace Hope told me that it hurts a lot',
      '[…] told me that it hurts a lot',
    ],
    ['a name that is given', 'my name is rose young, can i swim', 'my name is […] can i swim'],
    ['a name behind a title', 'dr. baker brown told me to ask about it', 'dr […] told me to ask about it'],
    ['a name with a mark in it', "does mary-rose o'brien still work for you", 'does […] still work for you'],
    ['a signature', 'how long do you keep my file\nThanks\nGrace', 'how long do you keep my file […]'],
    [
      'a number',
      'is it 2mm or 1.5 mm deep for 300$ or ② times',
      'is it [number] or [number] mm deep for [number] or [number] times',
    ],
    ['a date', 'can i come on 12/05/1990 or later', 'can i come on [number] or later'],
    [
      'an e-mail address',
      'please write to jo.doe+x@example.org about my moles',
      'please write to [contact] about my moles',
    ],
    [
      'one with spaces in it',
      'please write to rose @ example.org about my moles',
      'please write to [contact] about my moles',
    ],
    [
      'one in wide letters',
      'please write to rose＠green．org about my moles',
      'please write to [contact] about my moles',
    ],
    ['a link', 'is www.rose.com or https://green.spa/x better than you', 'is [contact] or [contact] better than you'],
    ['a handle', 'i saw it with @rose and #mark and may_baker', 'i saw it with [contact] and [contact] and [contact]'],
    ['a phone number', 'please call +44 (0)7700 900 123 about my moles', 'please call [contact] about my moles'],
    ['an account that is told', 'my insta is daisy can you look at it', 'my insta is [contact] can you look at it'],
    ['a place where somebody lives', 'i live in reading and want to come', 'i live in [contact] and want to come'],
    ['an emoji', 'will my 😊 moles 👩🏽‍⚕️ hurt', 'will my moles hurt'],
  ])('%s', (_what, text, kept) => {
    expect(scrub(text)).toBe(kept);
  });

  test('a name that one of our own phrasings happens to have', () => {
    const withName = createScrubber(contentWith((c) => c.subjects[0]?.alsoAsked.push('does zebediah charge less')));
    expect(withName('does zebediah charge more for it')).toBe('does […] charge more for it');
  });

  test.each(['Rose', 'sarah 12', '07700 900123', 'jo@example.org', '', '   ', '…', 'sarah connor rose'])(
    'all of a text that is mostly placeholders: "%s"',
    (text) => {
      expect(scrub(`${text} 5 zzz`)).toBeUndefined();
    },
  );
});

describe('what stays', () => {
  test.each([
    ['words of ours with a capital', 'can I have Botox or Ozempic with it', 'can i have botox or ozempic with it'],
    ['words that begin a sentence', 'Tattoos? Will they fade? Do you know', 'tattoos will they fade do you know'],
    ['days', 'are you open on Saturday', 'are you open on saturday'],
    ['apostrophes, as content has them', "what's wrong, I don't know", 'whats wrong i dont know'],
    ['text-speak of ours', 'pls can u do my tattoo tmrw', 'pls can u do my tattoo tmrw'],
  ])('%s', (_what, text, kept) => {
    expect(scrub(text)).toBe(kept);
  });

  test('most of what patients ask and the article does not answer', () => {
    const asked = content.subjects.flatMap(({ alsoAsked }) => alsoAsked);
    const stored = asked.filter((text) => scrub(text) !== undefined);
    expect(stored.length / asked.length).toBeGreaterThan(0.9);
  });
});

test('a template that cannot be read is told by the check', () => {
  const broken = contentWith((c) => c.scrub.names.push('(my name'));
  expect(checkContent(broken).map(({ id, file }) => `${id} ${file}`)).toContain(
    'template-unreadable knowledge/en/scrub.yaml',
  );
});

test('a long text is cut', () => {
  const kept = scrub('what about my skin and my face '.repeat(60)) ?? '';
  expect(kept.split(' ')).toHaveLength(LONGEST_SCRUBBED);
});

describe('for any text', () => {
  /** Every word that the content has anywhere, and the dictionary: nothing else may ever come out. */
  const allowed = new Set([...dictionaryOf('en'), ...stringsIn({ ...content, places: [] })].flatMap(tokenize));
  const placeholders: readonly string[] = Object.values(PLACEHOLDERS);

  function stringsIn(value: unknown): string[] {
    if (typeof value === 'string') return [value];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([key, inner]) => [key, ...stringsIn(inner)]);
  }

  const word = fc.constantFrom(...dictionary);
  const capitalised = word.map((text) => text.charAt(0).toUpperCase() + text.slice(1));
  const scrap = fc.oneof(
    word,
    capitalised,
    fc.constantFrom(...names),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.emailAddress(),
    fc.webUrl(),
    fc.integer().map(String),
    fc.constantFrom('①', '٣', 'Ⅳ', '½', '１２', '＠', '@', '.', '\n', '’', '-', '²', '[number]', 'my name is', 'dr'),
  );
  const text = fc
    .array(fc.tuple(scrap, fc.constantFrom(' ', ' ', ' ', '', '\n', ', ', '. ')), { maxLength: 40 })
    .map((parts) => parts.flat().join(''));

  test('no digit, no @ and no token outside of the allow-list comes out', () => {
    fc.assert(
      fc.property(text, (written) => {
        const kept = scrub(written);
        if (kept === undefined) return;
        expect(kept).not.toMatch(/[\p{N}@]/u);
        const strangers = kept.split(' ').filter((token) => !placeholders.includes(token) && !allowed.has(token));
        expect(strangers).toEqual([]);
        expect(kept.split(' ').length).toBeLessThanOrEqual(LONGEST_SCRUBBED * 3);
      }),
      { numRuns: 2000 },
    );
  });

  test('a text of the longest kind is scrubbed quickly, whatever it is made of', () => {
    const started = performance.now();
    for (const unit of ['A.', '1 ', '@ ', ' ', '.', 'Rose ', 'dr ', "a'", 'a-', '…\n'])
      scrub(unit.repeat(LONGEST_TEXT));
    expect(performance.now() - started).toBeLessThan(2000);
  });

  /** The text around a name; its words may come out or not, the name must not. */
  const after = 'does it hurt much when you do my skin';
  const expectGone = (before: string, name: string): void => {
    const around = new Set([...tokenize(`${before} ${after}`), ...placeholders]);
    fc.pre(!around.has(name.toLowerCase()));
    const kept = scrub(`${before} ${name}, ${after}`) ?? '';
    expect(kept.split(' ').filter((token) => token !== '' && !around.has(token))).toEqual([]);
  };

  test('a capitalised dictionary word in the middle of a sentence never comes out', () => {
    const capitals = new Set(content.scrub.capitals);
    fc.assert(
      fc.property(
        capitalised.filter((name) => !capitals.has(name.toLowerCase())),
        (name) => expectGone('well can', name),
      ),
      { numRuns: 1000 },
    );
  });

  test.each(['my name is', "i'm called", 'Dr', 'mr.', 'mrs', 'please call me'])(
    'the word after "%s" never comes out, however it is written',
    (before) => {
      fc.assert(fc.property(fc.oneof(word, capitalised), (name) => expectGone(`well then ${before}`, name)));
    },
  );

  test.each([
    ['an e-mail address', fc.emailAddress(), PLACEHOLDERS.contact],
    ['a link', fc.webUrl().filter((url) => !url.endsWith('@')), PLACEHOLDERS.contact],
    ['a number', fc.integer({ min: 0, max: 99_999_999 }).map(String), PLACEHOLDERS.number],
  ])('%s becomes its placeholder', (_what, secrets: fc.Arbitrary<string>, placeholder) => {
    fc.assert(
      fc.property(secrets, (secret) => {
        expect(scrub(`does it hurt ${secret} and how much`)).toBe(`does it hurt ${placeholder} and how much`);
      }),
    );
  });
});
