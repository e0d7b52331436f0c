// Cards in Teams as they are tapped: every shape of a tap reads the same, an old card changes nothing, an answered one is updated.

import { joinReplies, replyActivity } from '../../../dialogs';
import type { Card } from '../../../dialogs/cards/card';
import { shapeForChannel } from '../../../src/bot/channel-shape';
import { traitsOf } from '../../../src/bot/channels';
import { checkCard } from '../../support/card-schema';
import { startChannel } from '../../support/channel-server';
import { ADAPTIVE, submitsOf, tapInTeams, viewOf } from '../../support/message-view';
import { type BotReply, createPatient, type Patient, post, type RunningApp, startApp } from '../../support/running-app';

jest.setTimeout(60_000);

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const cardsIn = (activities: readonly Record<string, unknown>[]): Card[] =>
  activities
    .flatMap(({ attachments }) => (attachments ?? []) as { contentType: string; content: Card }[])
    .filter(({ contentType }) => contentType === ADAPTIVE)
    .map(({ content }) => content);

function buttonOf({ activities }: BotReply, title: string) {
  const submit = cardsIn(activities)
    .flatMap(submitsOf)
    .find((one) => one.title === title);
  if (!submit) throw new Error(`There is no button "${title}".`);
  return submit;
}

async function toFirstQuestion(patient: Patient): Promise<BotReply> {
  await patient.send({ type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] });
  const consent = await patient.say('check if I should wait');
  return patient.send(consent.taps[0] ?? {});
}

test.each([
  ['as words and a value', (tap: Record<string, unknown>) => tap],
  ['as a value alone', ({ value }: Record<string, unknown>) => ({ type: 'message', value })],
  [
    'as a value in a string',
    ({ value }: Record<string, unknown>) => ({ type: 'message', value: JSON.stringify(value) }),
  ],
  ['as words alone, as imBack and typing do', ({ text }: Record<string, unknown>) => ({ type: 'message', text })],
])('a tap that comes %s reads the same', async (_how, shape) => {
  const patient = createPatient(app, 'msteams');
  const age = await toFirstQuestion(patient);
  const next = await patient.send(shape(age.taps[1] ?? {}));
  expect(next.trace).toMatchObject({ route: 'reply', question: 'active-acne' });
});

test('the data of a button as it stands, which a client without messageBack hands over, reads the same', async () => {
  const patient = createPatient(app, 'msteams');
  const age = await toFirstQuestion(patient);
  const { data } = buttonOf(age, age.buttons[1] ?? '');
  const next = await patient.send({ type: 'message', value: data });
  expect(next.trace).toMatchObject({ route: 'reply', question: 'active-acne' });
});

test('a card answered twice, and one of a check that was started over or deleted, change nothing', async () => {
  const patient = createPatient(app, 'msteams');
  const age = await toFirstQuestion(patient);
  const old = age.taps[1] ?? {};
  await patient.send(old);
  expect((await patient.send(old)).trace).toMatchObject({ route: 'stale-button', question: 'active-acne' });
  expect((await patient.say('start over')).trace?.question).toBe('age');
  expect((await patient.send(old)).trace).toMatchObject({ route: 'stale-button', question: 'age' });
  await patient.say('delete my data');
  await patient.say('check if I should wait');
  await patient.say('yes');
  expect((await patient.send(old)).trace).toMatchObject({ route: 'stale-button', question: 'age' });
});

test('on the review, the button beside an answer changes that answer', async () => {
  const patient = createPatient(app, 'msteams');
  let last = await patient.send((await toFirstQuestion(patient)).taps[1] ?? {});
  while (last.trace?.question !== 'review') last = await patient.say('no');
  const changes = cardsIn(last.activities)
    .flatMap(submitsOf)
    .filter(({ tooltip }) => tooltip !== undefined);
  expect(changes).toHaveLength(8);
  for (const [at, change] of changes.entries()) {
    const asked = await patient.send(tapInTeams(change));
    expect(asked.trace?.question).not.toBe('review');
    // The card of the earlier review has other answers, so its buttons are of no use until they stand there again.
    const again = await patient.say(at === 0 ? '22 or over' : 'no');
    expect(again.trace?.question).toBe('review');
  }
});

test.each([20, 200, 400])('with %i kept questions no message is too large for Teams, and no word is lost', (count) => {
  const kept = Array.from({ length: count }, (_, at) => `- question ${at}: ${'what of this '.repeat(at % 3)}`).join(
    '\n',
  );
  const reply = joinReplies([
    { text: 'A verdict.', kind: 'verdict' },
    { text: `Kept:\n${kept}`, kind: 'kept', choices: [{ title: 'a' }] },
  ]);
  const shaped = shapeForChannel(replyActivity(reply, { expectsInput: false }), traitsOf('msteams'));
  const shown = shaped.map((one) => viewOf(one as Record<string, unknown>).text).join('\n\n');
  for (const one of shaped) expect(JSON.stringify(one).length * 2).toBeLessThan(28 * 1024);
  expect(shown.match(/question \d+:/g)).toHaveLength(count);
});

test('where a card would be too large for Teams, the words come without it', () => {
  const text = 'a long answer '.repeat(3_000);
  const reply = joinReplies([{ text, kind: 'answer', choices: [{ title: 'a' }] }]);
  const [shaped] = shapeForChannel(replyActivity(reply, { expectsInput: false }), traitsOf('msteams'));
  expect(shaped?.text).toContain('a long answer');
  expect(cardsIn([shaped as Record<string, unknown>])).toEqual([]);
});

describe('with a channel that takes replies', () => {
  const BASE = { channelId: 'msteams', from: { id: 'patient' }, recipient: { id: 'bot' } };

  test('an answered card shows what was chosen, by typing none is changed, and a failure costs nothing', async () => {
    const channel = await startChannel();
    let sent = 0;
    const say = async (more: object): Promise<Card | undefined> => {
      const before = channel.received.length;
      sent += 1;
      const response = await post(app, {
        ...BASE,
        type: 'message',
        id: `said-${sent}`,
        timestamp: new Date(Date.UTC(2026, 0, 3) + sent).toISOString(),
        serviceUrl: channel.url,
        conversation: { id: 'updated', conversationType: 'personal' },
        ...more,
      });
      expect(response.status).toBe(200);
      return cardsIn(channel.received.slice(before))[0];
    };
    const tap = (card: Card | undefined, at: number) => ({
      ...tapInTeams(submitsOf(card as Card)[at] ?? ({} as never)),
      replyToId: 'card-7',
    });
    const updates = () => channel.requests.filter((request) => request.startsWith('PUT'));

    const consent = await say({ text: 'check if I should wait' });
    const age = await say({ text: 'yes', replyToId: 'card-6' });
    expect(updates()).toEqual([]);
    const acne = await say(tap(age, 1));
    expect(updates()).toEqual(['PUT /v3/conversations/updated/activities/card-7']);
    const [changed] = cardsIn(channel.received.slice(-1));
    expect(checkCard(changed)).toEqual([]);
    expect(submitsOf(changed as Card)).toEqual([]);
    expect(JSON.stringify(changed)).toContain(submitsOf(age as Card)[1]?.title);
    // A stale tap answers nothing, so no card shows it as chosen.
    await say(tap(consent, 0));
    expect(updates()).toHaveLength(1);
    // The channel fails from the update on; the next question is asked all the same.
    channel.behave(async () => {
      if (channel.requests.at(-1)?.startsWith('PUT')) throw new Error('Nothing is changed here.');
    });
    const infection = await say(tap(acne, 1));
    expect(submitsOf(infection as Card)).toHaveLength(3);
    expect(updates().length).toBeGreaterThan(1);
    expect(submitsOf((await say(tap(infection, 1))) as Card)).toHaveLength(3);
    await channel.stop();
  });
});
