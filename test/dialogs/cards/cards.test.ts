// The cards: pure, valid, none of the words lost, none beside the words that are said anyway.
import fc from 'fast-check';
import { blocksOf, type Card } from '../../../dialogs/cards/card';
import { answeredCard, replyCard } from '../../../dialogs/cards/reply-card';
import type { Choice, PartKind } from '../../../dialogs/replies';
import { joinReplies } from '../../../dialogs/replies';
import { checkCard } from '../../support/card-schema';
import { submitsOf, viewOf } from '../../support/message-view';

const KINDS: readonly PartKind[] = ['welcome', 'answer', 'question', 'review', 'verdict', 'list', 'kept'];
const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';
const MARK = { question: 'age', screening: 3 };

const line = fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,4}$/);
const text = fc
  .array(fc.tuple(fc.constantFrom('', '- ', '\n'), line), { minLength: 1, maxLength: 8 })
  .map((lines) => lines.map(([before, words]) => before + words).join('\n'));
const choice: fc.Arbitrary<Choice> = line.map((title) => ({ title, mark: MARK }));
const said = fc.record(
  {
    text,
    kind: fc.constantFrom(...KINDS),
    choices: fc.array(choice, { maxLength: 12 }),
    link: fc.constant({ title: 'Book', url: 'https://clinic.example/book' }),
  },
  { requiredKeys: ['text', 'kind'] },
);

const words = (all: string): string[] => all.split(/[\s-]+/).filter((word) => word !== '');
const shown = (card: Card) => viewOf({ attachments: [{ contentType: ADAPTIVE, content: card }] });

test('whatever is said, its card is valid, says the same words in the same order, and has every button', () => {
  fc.assert(
    fc.property(fc.array(said, { minLength: 1, maxLength: 4 }), (all) => {
      const reply = joinReplies(all);
      const card = replyCard(reply);
      if (!card) throw new Error('There is no card.');
      expect(checkCard(card)).toEqual([]);
      expect(card.fallbackText).toBe(reply.text);
      const view = shown(card);
      expect(words(view.text)).toEqual(words(reply.text));
      expect(view.buttons.map(({ title }) => title)).toEqual((reply.choices ?? []).map(({ title }) => title));
      expect(view.link).toBe(reply.link?.url ?? null);
      expect(JSON.stringify(replyCard(reply))).toBe(JSON.stringify(card));
    }),
  );
});

test('plain text needs no card', () => {
  expect(replyCard({ text: 'hello', parts: [{ text: 'hello' }], choices: [{ title: 'a' }] })).toBeUndefined();
});

test('each answer of the review has a button that says which one it changes, and bears the mark', () => {
  const rows = ['Age: 30', 'Acne: no'].map((row) => ({
    text: row,
    change: { title: 'Change', says: row.split(':')[0] ?? '', mark: MARK },
  }));
  const reviewText = `Here:\n- Age: 30\n- Acne: no\n\nRight?`;
  const card = replyCard(
    joinReplies([{ text: reviewText, kind: 'review', rows, choices: [{ title: 'Yes' }] }]),
  ) as Card;
  expect(checkCard(card)).toEqual([]);
  expect(submitsOf(card).map(({ title, tooltip, data }) => [title, tooltip, (data as { text: string }).text])).toEqual([
    ['Change', 'Age', 'Age'],
    ['Change', 'Acne', 'Acne'],
    ['Yes', undefined, 'Yes'],
  ]);
  expect(submitsOf(card)[0]?.data).toMatchObject({ ...MARK, msteams: { type: 'messageBack', value: MARK } });
});

test('more than six buttons stand in the body, in rows', () => {
  const choices = Array.from({ length: 9 }, (_, at) => ({ title: `choice ${at}` }));
  const card = replyCard(joinReplies([{ text: 'Which?', kind: 'question', choices }])) as Card;
  expect(checkCard(card)).toEqual([]);
  expect(card.actions).toBeUndefined();
  expect(submitsOf(card)).toHaveLength(9);
});

test('an answered card says what was asked and chosen, and has no button left', () => {
  const rows = [{ text: 'Age: 30', change: { title: 'Change', says: 'Age' } }];
  const card = answeredCard({ asked: [{ text: 'Here:\n- Age: 30', kind: 'review', rows }], chosen: 'Yes' });
  expect(checkCard(card)).toEqual([]);
  expect(submitsOf(card)).toEqual([]);
  expect(words(shown(card).text)).toEqual(['Here:', 'Age:', '30', 'Yes']);
});

test('the check of cards finds what Teams would not draw', () => {
  const card = replyCard(joinReplies([{ text: 'Which?', kind: 'question', choices: [{ title: 'a' }] }])) as Card;
  const broken: object[] = [
    { ...card, version: '1.6' },
    { ...card, body: [{ type: 'Image', url: 'https://a.example' }] },
    { ...card, body: [{ type: 'TextBlock', text: 'x', wrap: true, weight: 'fat' }] },
    { ...card, actions: [{ type: 'Action.Submit', title: 'a', data: 'a bare string' }] },
    { ...card, actions: [{ type: 'Action.OpenUrl', title: 'a', url: 'http://insecure.example' }] },
    { ...card, actions: Array.from({ length: 7 }, () => card.actions?.[0]) },
    { ...card, body: [{ type: 'TextBlock', text: 'x'.repeat(30_000), wrap: true }] },
  ];
  for (const one of broken) expect(checkCard(one)).not.toEqual([]);
});

test('the lines of a list stay together, and every other line stands alone', () => {
  expect(blocksOf('Why:\n- one\n- two\n\nThat is all.\nReally.')).toEqual([
    'Why:',
    '- one\r- two',
    'That is all.',
    'Really.',
  ]);
});
