// Which turns show a gap of the content, and that none does while a question of the screening is open.
import { gapOf } from '../../dialogs/gap';
import type { Route } from '../../dialogs/route';
import { type ConversationState, newState, type ScreeningState } from '../../dialogs/state';
import { Turn } from '../../dialogs/turn';
import { LONGEST_TEXT, loadContent } from '../../knowledge';

const content = loadContent();
const clinic = { name: 'x', emergencyNumber: '1', crisisLine: '2', retentionDays: 30 };
const [subject, entry] = [content.subjects[0], content.entries[0]];
if (!subject || !entry) throw new Error('There is no content.');

const NOTHING_OPEN = newState(content);
const NOT_COVERED: Route = { route: 'not-covered', subjects: [subject] };
const NONE: Route = { route: 'reply', reply: { kind: 'offer' }, alsoAnswers: [] };

const inScreening = (change: Partial<ScreeningState>): ConversationState => ({
  ...NOTHING_OPEN,
  screening: { stage: 'asking', answers: {}, begun: 0, repairs: 0, paused: false, ...change },
});

function turnAfter(decided: Route, text = 'moles', state = NOTHING_OPEN): Turn {
  const message = { text, hasAttachments: false };
  const turn = new Turn(content, clinic, { message, today: { year: 2026, month: 5, day: 1 } }, state);
  turn.decided = decided;
  return turn;
}

test.each([
  [NOT_COVERED, { route: 'not-covered', text: 'moles', subjects: [subject.id], isFirst: false }],
  [{ route: 'off-topic' }, { route: 'off-topic', text: 'moles', subjects: [], isFirst: false }],
  [NONE, { route: 'none-of-these', subjects: [], isFirst: false }],
] as const)('a turn of the route $route is one', (decided, gap) => {
  expect(gapOf(turnAfter(decided), NOTHING_OPEN)).toEqual({ locale: 'en', ...gap });
});

test.each<Route>([
  { route: 'answer', entries: [entry], subjects: [subject] },
  { route: 'reply', reply: { kind: 'offer', entry }, alsoAnswers: [] },
  { route: 'reply', reply: { kind: 'confirm' }, alsoAnswers: [] },
  { route: 'repair', subjects: [subject], aboutOthers: false, isReply: true },
  { route: 'urgent', alarm: { sign: 'x', phrase: 'y' } as never },
])('a turn of the route $route is none', (decided) => {
  expect(gapOf(turnAfter(decided), NOTHING_OPEN)).toBeUndefined();
});

test('a text that is too long to be read is none', () => {
  expect(gapOf(turnAfter({ route: 'off-topic' }, 'a'.repeat(LONGEST_TEXT + 1)), NOTHING_OPEN)).toBeUndefined();
});

test('a first message is marked, as it may be a reply to a question that is lost', () => {
  expect(gapOf(turnAfter(NOT_COVERED), undefined)).toMatchObject({ isFirst: true });
});

describe.each([
  ['the consent', { stage: 'consent' }],
  ['a question', { stage: 'asking' }],
  ['a question that waits for an urgent matter', { stage: 'asking', paused: true }],
  ['which answer to change', { stage: 'changing', answers: { age: 30 } }],
] as const)('%s is open', (_what, change) => {
  test.each([NOT_COVERED, { route: 'off-topic' }, NONE] as const)('before the turn: no gap of $route', (decided) => {
    expect(gapOf(turnAfter(decided), inScreening(change))).toBeUndefined();
  });

  test.each([NOT_COVERED, { route: 'off-topic' }, NONE] as const)('after the turn: no gap of $route', (decided) => {
    expect(gapOf(turnAfter(decided, 'moles', inScreening(change)), NOTHING_OPEN)).toBeUndefined();
  });
});

test('after the verdict a question may be a gap again', () => {
  const done = inScreening({ stage: 'done', answers: { age: 30 } });
  expect(gapOf(turnAfter(NOT_COVERED, 'moles', done), done)).toMatchObject({ route: 'not-covered' });
});
