// The index of needed words may never leave out a template that matches.
import { loadContent } from '../../knowledge/load';
import { anywherePattern } from '../../knowledge/pattern';
import { indexTemplates } from '../../knowledge/template-words';

const lists = { swollen: ['swollen', 'puffed up', 'swell*'], any: ['*'] };

describe('the words that a template needs', () => {
  test.each([
    ['my (lips|tongue) [is|are] {swollen}', 'my lips swelling'],
    ['my (lips|tongue) [is|are] {swollen}', 'my tongue is puffed up'],
    ['{any} ... {any}', 'no word is needed here'],
    ['[very] (hot|{swollen}) [face]', 'so hot'],
    ["can't breathe", 'i cant breathe'],
    ['a&e', 'going to a and e'],
  ])('let "%s" be tried on "%s"', (template, text) => {
    expect(anywherePattern([template], lists).find(text)).toBe(template);
    expect(indexTemplates([template], lists).candidates(text)).toEqual([0]);
  });

  test('spare the trouble of trying what cannot match', () => {
    expect(indexTemplates(['my {swollen} lips', 'pus'], lists).candidates('does it hurt my face')).toEqual([]);
  });

  test('leave out no alarm sign on any of our own phrasings', () => {
    const { alarms, entries, subjects } = loadContent();
    const templates = alarms.signs.flatMap((sign) => sign.templates);
    const index = indexTemplates(templates, alarms.lists);
    const patterns = templates.map((template) => anywherePattern([template], alarms.lists));
    const texts = [...entries, ...subjects].flatMap(({ alsoAsked }) => alsoAsked).slice(0, 300);
    for (const text of texts.map((words) => words.toLowerCase().replace(/[^a-z ]/g, ''))) {
      const matching = patterns.flatMap((pattern, place) => (pattern.find(text) ? [place] : []));
      expect(index.candidates(text)).toEqual(expect.arrayContaining(matching));
    }
  });
});
