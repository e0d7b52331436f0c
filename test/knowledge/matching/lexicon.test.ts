// How words as patients write them become the terms that phrasings and messages are compared by.
import { createLexiconReader, isLexiconTerm } from '../../../knowledge/matching/lexicon';
import { createSegmenter } from '../../../knowledge/matching/segments';
import { createSpeller, slipsBetween } from '../../../knowledge/matching/spelling';
import { stemmerOf } from '../../../knowledge/matching/stemmers';
import { tokenize } from '../../../knowledge/text';

const lexicon = createLexiconReader({
  locale: 'en',
  lexicon: {
    terms: { 'blood thinner': ['eliquis', 'blood thinners'], scars: ['scarring'], 'acne scars': ['acne scarring'] },
    spellings: { b4: 'before', gonna: 'going to' },
    asking: [],
    joining: [],
    leaning: [],
  },
});

function lexiconTerms(text: string): string[] {
  return lexicon
    .terms(lexicon.respell(tokenize(text)))
    .map(({ term }) => term)
    .filter(isLexiconTerm);
}

describe('the lexicon', () => {
  test('reads a brand as the term that it stands under', () => {
    expect(lexiconTerms('I take Eliquis')).toEqual(['=blood-thinner']);
  });

  test('takes the longest phrase', () => {
    expect(lexiconTerms('acne scarring')).toEqual(['=acne-scars']);
  });

  test('keeps the words beside the term, and what was written', () => {
    expect(lexicon.terms(['acne', 'scarring']).map(({ term, written }) => [term, written])).toEqual([
      ['=acne-scars', 'acne scarring'],
      ['acn', 'acne'],
      ['scar', 'scarring'],
    ]);
  });

  test('expands text-speak', () => {
    expect(lexicon.respell(['gonna', 'go', 'b4'])).toEqual(['going', 'to', 'go', 'before']);
  });
});

describe('a stem', () => {
  test.each([
    ['en', 'scars', 'scarring'],
    ['en', 'heal', 'healing'],
    ['en', 'bodies', 'body'],
    ['en', 'bruise', 'bruised'],
    ['es', 'duele', 'duelen'],
    ['es', 'hinchado', 'hinchada'],
    ['es', 'mancha', 'manchas'],
    ['es', 'tratamiento', 'tratamientos'],
  ])('is the same, in %s, for %s and %s', (locale, one, other) => {
    expect(stemmerOf(locale)(one)).toBe(stemmerOf(locale)(other));
  });

  test.each(['en', 'es'])('of a short word is the word, in %s', (locale) => {
    expect(stemmerOf(locale)('gas')).toBe('gas');
  });

  test('of a language that is not known is the word', () => {
    expect(stemmerOf('xx')('scars')).toBe('scars');
  });
});

describe('the speller', () => {
  const speller = createSpeller({
    vocabulary: new Map([
      ['collagen', 9],
      ['redness', 4],
      ['needles', 7],
      ['creams', 3],
    ]),
    dictionary: new Set(['noodles', 'redress', 'cream']),
  });

  test.each([
    ['colagen', 'collagen'],
    ['needels', 'needles'],
    ['rednes', 'redness'],
  ])('mends %s into %s', (written, meant) => {
    expect(speller.mend(written)).toBe(meant);
  });

  test.each(['noodles', 'redress', 'cream'])('leaves the real word %s alone', (word) => {
    expect(speller.mend(word)).toBe(word);
  });

  test.each(['xyzzy', 'car', 'b12', 'ñandú'])('leaves %s alone, which is near to nothing', (word) => {
    expect(speller.mend(word)).toBe(word);
  });

  test('counts letters put in, left out, changed and swapped', () => {
    expect(slipsBetween('thnak', 'thank')).toBe(1);
    expect(slipsBetween('colagin', 'collagen')).toBe(2);
    expect(slipsBetween('same', 'same')).toBe(0);
  });
});

describe('a message', () => {
  const { questions } = createSegmenter({ asking: ['how', 'does', 'is', 'what'], joining: ['and', 'also'] });

  test('of two questions is split where the second begins', () => {
    expect(questions('does it hurt and how long does it take?')).toEqual(['does it hurt', 'how long does it take?']);
    expect(questions('Is it safe? Also, what is it?')).toHaveLength(2);
  });

  test('of one question is left whole', () => {
    expect(questions('does it help with scars and wrinkles?')).toEqual([]);
  });

  test('of a story and one question is left whole', () => {
    expect(questions('I had acne. It left marks and I hate them. Does it help?')).toEqual([]);
  });
});
