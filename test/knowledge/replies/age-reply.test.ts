// How replies to the age question read. Nobody is read as 22 or older who did not say so.
import fc from 'fast-check';
import { createReplyReader, type Reading } from '../../../knowledge/screening';
import { openKnowledge } from '../../../src/open-knowledge';

const knowledge = openKnowledge();
const { screening } = knowledge.content;
const reader = createReplyReader(knowledge);
const TODAY = { year: 2026, month: 11, day: 22 };

function read(reply: string, today = TODAY): Reading {
  const question = screening.questions.find((one) => one.kind === 'age');
  if (!question) throw new Error('no age question');
  return reader.readReply(question, reply, today);
}

test.each([
  ['34', 34],
  ["i'm 31 yrs old", 31],
  ['fifty two', 52],
  ['im twenty-one', 21],
  ['23f', 23],
  ['tengo 25 años', 25],
  ["j'ai trente ans", 30],
  ['main 24 saal ki hoon', 24],
  ['Ich bin 30', 30],
  ['21 and a half', 21],
  ['21.9', 21],
  ['turned 22 last week', 22],
  ['just turned 22!', 22],
  ['i turned 30 in june', 30],
  ['thirty four (34)', 34],
  ["no i mean i'm 44", 44],
  ["actually can i change my age, i'm 45", 45],
  ['wait i meant 28', 28],
  ['sorry, 19', 19],
  ['29 (again lol)', 29],
  ['my daughter is 16, im 44', 44],
  ["my mum's 44 and i'm 20", 20],
  ["i'm 44, my daughter is 16", 44],
])('"%s" is an age of %i', (reply, expected) => {
  expect(read(reply)).toBe(expected);
});

test.each([
  ['22 next month', 21],
  ['turning 20 in june', 19],
  ["i'll be 23 on saturday", 22],
  ['almost 30', 29],
  ['will turn 22 tomorrow', 21],
  ['22 on friday', 21],
  ["21 but i'll be 22 in june", 21],
])('"%s" is %i until the birthday', (reply, expected) => {
  expect(read(reply)).toBe(expected);
});

test.each([
  ['14/02/1988', 38],
  ['1979-05-30', 47],
  ['born 3 march 1990', 36],
  ['july 4th 1994', 32],
  ['5.12.04', 'unclear'],
  ['born 1 dec 2004', 21],
  ['june 1990', 36],
  ['07/07/2006', 20],
  ['2005', 'under-22'],
  ['born in 1975', '22-or-over'],
  ['born 2004', 'unclear'],
  ['12/11/2004', 'unclear'],
  ['november 2004', 'unclear'],
  ['30/02/2031', 'unclear'],
  ['1998-02-30', 'unclear'],
  ['31 april 1990', 'unclear'],
  ['29/02/1999', 'unclear'],
  ['29/02/2000', 26],
])('seen from 22 November 2026, "%s" is %s', (reply, expected) => {
  expect(read(reply)).toBe(expected);
});

test('a birthday is decided by the day that is given', () => {
  expect(read('22 november 2004')).toBe(22);
  expect(read('22 november 2004', { ...TODAY, day: 21 })).toBe(21);
});

test.each([
  ['not 22 yet', 'under-22'],
  ['20 or 21', 'under-22'],
  ["i'm under 22", 'under-22'],
  ['late teens', 'under-22'],
  ['mid forties', '22-or-over'],
  ['45ish', '22-or-over'],
  ['30s', '22-or-over'],
  ['late twenties', '22-or-over'],
  ['over 22', '22-or-over'],
  ["i'm a grandma lol", '22-or-over'],
])('"%s" tells the side of the limit: %s', (reply, expected) => {
  expect(read(reply)).toBe(expected);
});

test.each([
  '21 or 22',
  'over 18',
  'over 21',
  'about 22',
  '21ish',
  'in my 20s',
  'early twenties',
  '264 months',
  '200',
  '999',
  '-5',
  '0',
  'my daughter is 16',
  'asking for my daughter, im 44',
  'my daughter is 16, she wants it, im 44',
  'my daughter is 16, 44',
  'my husband is 45',
  'the old man is 60',
  'asking for my sister, she is 30',
  '2 kids and a dog',
  'i wish i was 22',
  'old enough',
  'none of your business',
  '30?',
  'my son was born 03/05/1990',
  '30 20',
  'blah',
  '',
])('"%s" is unclear', (reply) => {
  expect(read(reply)).toBe('unclear');
});

test.each(['rather not say', 'skip', 'pass'])('"%s" declines to tell', (reply) => {
  expect(reader.isSkipped(reply)).toBe(true);
});

describe('whatever is typed', () => {
  test('nothing throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (reply) => void read(reply)));
  });

  test('a bare number is that age, from 1 to 120, and nothing otherwise', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 500 }), (value) => {
        expect(read(String(value))).toBe(value >= 1 && value <= 120 ? value : 'unclear');
      }),
    );
  });

  test('an age below 22 never becomes one above, whatever known words stand around it', () => {
    const words = fc.constantFrom(
      'im',
      'turning',
      'just',
      'almost',
      'over',
      'about',
      'in',
      'my',
      'old',
      'next',
      'years',
      'or',
      'not',
      'late',
      's',
    );
    const some = fc.array(words, { maxLength: 3 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 19 }), some, (before, age, after) => {
        const reading = read(`${before} ${age} ${after}`);
        expect(typeof reading === 'number' ? reading < 22 : reading !== '22-or-over').toBe(true);
      }),
    );
  });
});
