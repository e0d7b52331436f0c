// The parts of the emergency detector: lists are spotted, combined, and mended where they are misspelt.

import { createAlarmDetector } from '../../knowledge/alarms';
import { parseCombination, severalOf } from '../../knowledge/alarms/alarm-combinations';
import { createMender } from '../../knowledge/alarms/misspellings';
import { loadContent } from '../../knowledge/load';
import { TemplateError } from '../../knowledge/pattern';
import { alarmsSchema } from '../../knowledge/schema';
import { createSpotter, type Spot } from '../../knowledge/spotting/spotter';
import { openKnowledge } from '../../src/open-knowledge';
import { contentWith } from '../support/content-copy';

describe('a spotter', () => {
  const lists = { swollen: ['swollen', 'puffed [right] up', 'swell*'], throat: ['(throat|tongue)'], far: ['a ... b'] };
  const spot = (text: string): string[] => {
    const words = text.split(' ');
    return createSpotter(lists, lists)
      .spots(words)
      .map(({ list, start, end }) => `${list}:${words.slice(start, end).join(' ')}`);
  };

  test.each([
    ['my tongue is swollen', ['throat:tongue', 'swollen:swollen']],
    ['it puffed right up', ['swollen:puffed right up']],
    ['it puffed up', ['swollen:puffed up']],
    ['swelling', ['swollen:swelling']],
    ['my throats gone', ['throat:throats']],
    ['a 1 2 3 4 5 6 b', ['far:a 1 2 3 4 5 6 b']],
    ['a 1 2 3 4 5 6 7 b', []],
    ['puffed', []],
    ['', []],
  ])('finds in "%s" %j', (text, found) => expect(spot(text)).toEqual(found));

  test.each([['(a|b'], ['a)'], ['[a'], ['{moon}'], ['a | b]']])('cannot read "%s"', (member) => {
    expect(() => createSpotter({ one: [member] }, {})).toThrow(TemplateError);
  });
});

describe('a combination', () => {
  const spots = (...all: (readonly [list: string, start: number, end: number])[]): Map<string, Spot[]> =>
    new Map(all.map(([list, start, end]) => [list, [{ list, start, end }]]));

  test.each([
    ['{a} > {b}', spots(['a', 0, 1], ['b', 2, 3]), true],
    ['{a} > {b}', spots(['a', 2, 3], ['b', 0, 1]), false],
    ['{a} > {b}', spots(['a', 0, 1], ['b', 9, 10]), false],
    ['{a} + {b}', spots(['a', 2, 3], ['b', 0, 1]), true],
    ['{a} + {b}', spots(['a', 0, 1], ['b', 30, 31]), false],
    ['{a} & {b}', spots(['a', 0, 1], ['b', 30, 31]), true],
    ['{a} + {b}', spots(['a', 0, 2], ['b', 1, 3]), false],
    ['{a} & {b}', spots(['a', 0, 1]), false],
  ])('%s (%#)', (source, found, fits) => expect(parseCombination(source).fit(found) !== undefined).toBe(fits));

  test('of several weak signs needs as many as it says', () => {
    const two = severalOf(2, ['a', 'b', 'c']);
    expect(two.fit(spots(['a', 0, 1]))).toBeUndefined();
    expect(two.fit(spots(['a', 0, 1], ['c', 9, 10]))).toHaveLength(2);
    // One and the same word is no second sign.
    expect(two.fit(spots(['a', 0, 1], ['c', 0, 1]))).toBeUndefined();
  });
});

describe('the mender', () => {
  const mend = createMender(['fever', 'throat', 'breathing', 'swollen', 'lips'], (word) =>
    ['fewer', 'threat'].includes(word),
  );
  test.each([
    ['fevr', 'fever'],
    ['thorat', 'throat'],
    ['thoat', 'throat'],
    ['swolllen', 'swollen'],
    ['brething', 'breathing'],
    ['fewer', 'fewer'],
    ['threat', 'threat'],
    ['lisp', 'lips'],
    ['laps', 'laps'],
    ['moon', 'moon'],
  ])('%s -> %s', (word, mended) => expect(mend(word)).toBe(mended));
});

test('a list that the code reads by name is a fault when it is missing', () => {
  const { alarms } = loadContent();
  for (const name of Object.keys(alarms.reading)) {
    const reading = Object.fromEntries(Object.entries(alarms.reading).filter(([key]) => key !== name));
    expect(alarmsSchema.safeParse({ ...alarms, reading }).success).toBe(false);
  }
});

test('a sign of a list that does not exist stops the start', () => {
  const content = contentWith((draft) => draft.alarms.signs[0]?.together.push('{moon} + {throat}'));
  expect(() => createAlarmDetector({ ...openKnowledge(), content })).toThrow(TemplateError);
});

describe('weak signs', () => {
  const detector = createAlarmDetector(openKnowledge());
  test.each(['my skin is hot', 'im dizzy', 'my face is red and warm'])('alone are no alarm: %s', (text) =>
    expect(detector.find(text)).toBeUndefined(),
  );
  test.each(['dizzy and my heart is racing', 'the area is hot, spreading and worse', 'fever since the needling'])(
    'together are one: %s',
    (text) => expect(detector.find(text)).toBeDefined(),
  );
});

test('an alarm names the words that decided', () => {
  expect(createAlarmDetector(openKnowledge()).find('since noon my throat is closing')?.words).toBe('throat + closing');
});
