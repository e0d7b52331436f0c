// Whatever colour a clinic sets, its page can be read.
import fc from 'fast-check';
import { contrast, readableOn, themeOf } from '../../../src/http/theme';

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

test('text on any colour has a contrast of at least 4.5 to 1', () => {
  fc.assert(
    fc.property(color, (one) => {
      const { onColor } = themeOf(one);
      expect(contrast(one, onColor)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('any colour becomes one that can be read as text, in the light and in the dark', () => {
  fc.assert(
    fc.property(color, fc.constantFrom('#eef2f4', '#232b31'), (one, surface) => {
      expect(contrast(readableOn(one, surface), surface)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('a colour that can be read already stays as it is', () => {
  expect(readableOn('#0f6d73', '#eef2f4')).toBe('#0f6d73');
});

test('black on white is 21 to 1, and three digits mean what six do', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(themeOf('#abc')).toEqual(themeOf('#AABBCC'));
});
