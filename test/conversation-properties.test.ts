// What must hold whatever a patient writes, in whatever order: fast-check plays sequences of messages to the dialogs.
import { TestAdapter, TurnContext } from 'botbuilder-core';
import fc from 'fast-check';
import type { TurnResult } from '../dialogs';
import {
  type ConversationState,
  conversationStateSchema,
  createConversation,
  createRouter,
  newState,
} from '../dialogs';
import { sayPhrase } from '../knowledge';
import { openKnowledge } from '../src/open-knowledge';
import { recommendsDermatologist, saysPhrase } from './support/phrase-matcher';

const knowledge = openKnowledge();
const { content } = knowledge;
const router = createRouter(knowledge);
const clinic = { name: 'the clinic', emergencyNumber: '911', crisisLine: '988', retentionDays: 30 };
const conversation = createConversation({ content, clinic, router });
const adapter = new TestAdapter();
const TODAY = { year: 2026, month: 1, day: 5 };
const DELETE = 'delete my data';

interface Step {
  /** A text, or the number of a button of the last reply. */
  readonly act: string | number;
  readonly hasAttachments: boolean;
  /** False where the reply is lost on its way. */
  readonly delivered: boolean;
}

interface Played {
  readonly text: string;
  readonly before: ConversationState | undefined;
  readonly result: TurnResult;
}

const fixed = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const command = fixed(
  'cancel',
  'back',
  'start over',
  'help',
  DELETE,
  'my questions',
  'my answers',
  'i have a question',
);
const start = fc.constant(sayPhrase(content.phrases, 'choice-screening'));
const question = fixed(...content.entries.map((entry) => entry.question));
const reply = fixed(
  'yes',
  'no',
  'not sure',
  '34',
  '17',
  'nope',
  'I am 50',
  'my daughter is 16',
  'no. does it hurt?',
  'why?',
);
const urgent = fixed("I can't breathe", 'my face is oozing pus', 'I want to die', 'no, and I have chest pain');
const silent = fixed('how much is it', 'recipe for banana bread', 'scars', 'needles', 'hello', 'thanks', 'bye', 'ok');
const odd = fc.oneof(
  fixed('', '   ', '🦄🎉', '👍', '?', '<b>no</b>', '__proto__', '**yes**', 'toString', '-1', '1e9', '\u202eno'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer({ min: 1990, max: 2300 }).map((length) => 'no pus '.repeat(400).slice(0, length)),
);

const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof(
    { weight: 8, arbitrary: fc.nat({ max: 3 }) },
    { weight: 8, arbitrary: reply },
    { weight: 3, arbitrary: start },
    { weight: 3, arbitrary: command },
    { weight: 2, arbitrary: question },
    { weight: 2, arbitrary: silent },
    { weight: 1, arbitrary: urgent },
    { weight: 2, arbitrary: odd },
  ),
  hasAttachments: fc.nat({ max: 19 }).map((n) => n === 0),
  delivered: fc.nat({ max: 19 }).map((n) => n > 0),
});
// Half of the sequences begin inside of the screening, where most can go wrong.
const beginning = fc.constantFrom<readonly string[]>([], [sayPhrase(content.phrases, 'choice-screening'), 'yes', '30']);
const steps = fc
  .tuple(beginning, fc.array(step, { minLength: 1, maxLength: 14 }))
  .map(([begin, rest]): Step[] => [...begin.map((act) => ({ act, hasAttachments: false, delivered: true })), ...rest]);
const sequences = fc.record({ steps });

async function play({ steps }: { steps: Step[] }): Promise<Played[]> {
  const played: Played[] = [];
  for (const { act, hasAttachments, delivered } of steps) {
    const last = played.at(-1);
    const buttons = last?.result.reply.choices ?? [];
    const text = typeof act === 'string' ? act : (buttons[act % Math.max(1, buttons.length)]?.title ?? String(act));
    const before = last && JSON.parse(JSON.stringify({ ...last.result.state, delivered }));
    const result = await conversation.reply(
      new TurnContext(adapter, { type: 'message' }),
      { message: { text, hasAttachments }, today: TODAY },
      before,
    );
    played.push({ text, before, result });
  }
  return played;
}

async function forEveryTurn(check: (turn: Played) => void): Promise<void> {
  const property = fc.asyncProperty(sequences, async (sequence) => {
    for (const turn of await play(sequence)) check(turn);
  });
  await fc.assert(property, { numRuns: 60 });
}

const answersOf = (state: ConversationState | undefined): Record<string, unknown> => state?.screening?.answers ?? {};

test('each turn says something, and ends in an open question or the recommendation', async () => {
  await forEveryTurn(({ result: { reply: said, trace } }) => {
    expect(said.text.trim()).not.toBe('');
    expect(trace.question !== null || recommendsDermatologist(content, said.text)).toBe(true);
  });
});

test('the state always has the shape that is stored', async () => {
  await forEveryTurn(({ result: { state } }) => {
    expect(conversationStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });
});

test('an answer is only ever set or changed by a reply', async () => {
  await forEveryTurn(({ before, result: { state, trace } }) => {
    const old = answersOf(before);
    const changed = Object.entries(answersOf(state)).filter(([id, answer]) => old[id] !== answer);
    if (changed.length > 0) expect(trace.route).toBe('reply');
    // One reply sets one answer.
    expect(changed.length).toBeLessThanOrEqual(1);
  });
});

test('a verdict is only given to answers that were shown for review', async () => {
  await forEveryTurn(({ before, result: { trace } }) => {
    if (trace.verdict) expect([trace.route, before?.screening?.stage]).toEqual(['reply', 'asking']);
  });
});

test('after "delete my data" nothing that the patient wrote is left', async () => {
  await forEveryTurn(({ text, result: { state } }) => {
    if (text !== DELETE) return;
    // The count of turns goes on, so that a button from before is not taken for one of a check that begins after.
    const { turn } = state;
    expect(state).toEqual({ ...newState(content), greeted: true, delivered: false, turn });
  });
});

test('the same messages bring the same replies', async () => {
  const property = fc.asyncProperty(sequences, async (sequence) => {
    expect(await play(sequence)).toEqual(await play(sequence));
  });
  await fc.assert(property, { numRuns: 20 });
});

test.each([
  [{}, 'person-none'],
  [{ phone: '555-0199' }, 'person-phone'],
  [{ bookingUrl: 'https://clinic.example/visit' }, 'person-booking'],
  [{ phone: '555-0199', bookingUrl: 'https://clinic.example/visit' }, 'person-all'],
] as const)('who wants a person is told what the clinic has set: %j', async (set, phrase) => {
  const { reply: said, trace } = await createConversation({ content, clinic: { ...clinic, ...set }, router }).reply(
    new TurnContext(adapter, { type: 'message' }),
    { message: { text: 'Talk to the clinic', hasAttachments: false }, today: TODAY },
    { ...newState(content), greeted: true },
  );
  expect(trace.route).toBe('person');
  expect(saysPhrase(content, said.text, phrase)).toBe(true);
  expect(said.link?.url).toBe('bookingUrl' in set ? set.bookingUrl : undefined);
});
