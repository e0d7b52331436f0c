// No text of 2,000 characters holds up the service: every reader of text is tried with what regular expressions dread.
import { createRouter, type Situation } from '../../../dialogs';
import { openKnowledge } from '../../../src/open-knowledge';

jest.setTimeout(60_000);

/** A machine that tests is slow and busy; what runs wild takes seconds. */
const LONGEST_MILLISECONDS = 400;

const knowledge = openKnowledge();
const { content } = knowledge;
const router = createRouter(knowledge);
const filled = (seed: string): string => seed.repeat(Math.ceil(2000 / seed.length)).slice(0, 2000);
/** The same letters on every run, and no words. */
const letters = (length: number, seed: number): string =>
  Array.from({ length }, (_, at) => String.fromCharCode(97 + ((seed * 31 + at * at * 7 + at * seed) % 26))).join('');

const SEEDS = [
  ' ',
  'a',
  '1',
  '1 ',
  '.',
  '. ',
  ', ',
  '?',
  '\n',
  '- ',
  '(',
  '“',
  '…',
  '#',
  '’',
  'é',
  '😀',
  '\ud83d',
  '\ufdfa',
  'no ',
  'no, ',
  'no. ',
  'yes ',
  'not ',
  'no ok ',
  'no so ',
  'i am not ',
  'um ',
  'oh god ',
  'maybe ',
  'i have ',
  'fever ',
  'can it cause ',
  'i have a fever ',
  'swelling of my face ',
  'my daughter is ',
  'twenty ',
  '01/02/1990 ',
  'does it hurt ',
  'retinol ',
  'scar',
  'swelllinging',
  'abcdefghij ',
  'infecton ',
  'face ',
  'face no ',
  'my face is swollen if what if ',
  'no fever or fever ',
  'swell a b ',
  'it is, im, my can it cause ',
  'skin is hot and since ',
  'dizzy cream numbing ',
  'last year my heart ',
];
const TEXTS = [
  ...SEEDS.map(filled),
  ...SEEDS.filter((_, at) => at % 3 === 0).map((seed) => `no ${filled(seed).slice(0, 1990)} zqx!`),
  Array.from({ length: 400 }, (_, at) => letters(4 + (at % 6), at))
    .join(' ')
    .slice(0, 2000),
  content.entries
    .map(({ question }) => question)
    .join(' ')
    .slice(0, 2000),
];

const { questions } = content.screening;
const SITUATIONS: readonly Partial<Situation>[] = [
  { offered: content.entries.slice(0, 3).map(({ id }) => id), lastTopics: ['pain'] },
  { open: { id: 'consent' } },
  ...questions.slice(0, 2).flatMap((question) => (question ? [{ open: { id: question.id, question } }] : [])),
];

test.each(SITUATIONS.map((situation) => [situation.open?.id ?? 'none', situation] as const))(
  'when the open question is %s, no text takes long',
  (_id, more) => {
    const situation: Situation = {
      repliable: true,
      offered: [],
      lastTopics: [],
      today: { year: 2026, month: 1, day: 1 },
      ...more,
    };
    const timeOf = (text: string): number => {
      const began = performance.now();
      router.route(text, situation);
      return performance.now() - began;
    };
    const slow = TEXTS.flatMap((text) => {
      let best = timeOf(text);
      // What else the machine does meanwhile is no fault of the text.
      for (let again = 0; best > LONGEST_MILLISECONDS && again < 4; again++) best = Math.min(best, timeOf(text));
      return best > LONGEST_MILLISECONDS ? [`${Math.round(best)} ms: ${text.slice(0, 30)}`] : [];
    });
    expect(slow).toEqual([]);
  },
);
