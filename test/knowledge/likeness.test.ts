import { createGrouper, loadContent } from '../../knowledge';

const group = createGrouper(loadContent());

function grouped(texts: readonly string[]): string[][] {
  return group(texts).map((places) => places.map((place) => texts[place] ?? ''));
}

test('the same question in other forms is one group, and another question is not in it', () => {
  expect(
    grouped([
      'can i bring my dog along',
      'will you treat tattoos',
      'do you treat a tattoo',
      'may my dogs come along',
      'treating tattoos',
    ]),
  ).toEqual([
    ['can i bring my dog along', 'may my dogs come along'],
    ['will you treat tattoos', 'do you treat a tattoo', 'treating tattoos'],
  ]);
});

test('words that every question has make no two alike', () => {
  expect(
    grouped(['what do i do about my dog', 'what do i do about my car', 'what do i do about my roof']),
  ).toHaveLength(3);
});

test('placeholders make no two alike', () => {
  expect(grouped(['[…] parking [number]', '[…] freckles [number]'])).toHaveLength(2);
});

test('texts without a word are groups of their own', () => {
  expect(group(['', '[…]', ''])).toEqual([[0], [1], [2]]);
});

test('every text is in one group, and the same texts give the same groups', () => {
  const texts = loadContent().subjects.flatMap(({ alsoAsked }) => alsoAsked);
  const groups = group(texts);
  expect(groups.flat().sort((one, other) => one - other)).toEqual(texts.map((_, place) => place));
  expect(group(texts)).toEqual(groups);
});
