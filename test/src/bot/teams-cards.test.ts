// Cards in Teams as they are tapped: every shape of a tap reads the same, an old card changes nothing, an answered one is updated.
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { ClaimsIdentity } from 'botframework-connector';
import { joinReplies, replyActivity } from '../../../dialogs';
import type { Card } from '../../../dialogs/cards/card';
import { shapeForChannel } from '../../../src/bot/channel-shape';
import { traitsOf } from '../../../src/bot/channels';
import { checkCard } from '../../support/card-schema';
import { startChannel } from '../../support/channel-server';
import { ADAPTIVE, asTeamsSends, submitsOf, tapOnCard, viewOf } from '../../support/message-view';
import { type BotReply, createPatient, type Patient, post, type RunningApp, startApp } from '../../support/running-app';
import { buttonAt, WALK_ENDS, walk } from '../../support/screening-walk';

jest.setTimeout(60_000);

const APP_ID = '3b0fa1f5-8f0c-4a2b-9d7e-2c6a0a7d1b11';

/** Whose cards are tapped. */
const CALLERS = [
  {
    caller: 'Teams itself',
    sends: 'words and a value',
    settings: {
      HOST: '127.0.0.1',
      MicrosoftAppId: APP_ID,
      MicrosoftAppPassword: 'pass-word',
      MicrosoftAppTenantId: '8e0c1d52-6a61-4f3a-9b51-0d1b1f6e3c22',
    },
    isTeams: true,
  },
  {
    caller: 'others',
    sends: 'a value alone',
    settings: {},
    isTeams: false,
  },
];

/** Only Microsoft can sign what Teams sends, so here everybody is let in as if it had. */
function letEverybodyIn(): void {
  const { prototype } = ConfigurationBotFrameworkAuthentication;
  const { authenticateRequest } = prototype;
  const open = new ConfigurationBotFrameworkAuthentication({});
  const claimsIdentity = new ClaimsIdentity([{ type: 'aud', value: APP_ID }], true);
  jest.spyOn(prototype, 'authenticateRequest').mockImplementation(async (activity) => ({
    ...(await authenticateRequest.call(open, activity, '')),
    claimsIdentity,
  }));
}

const cardsIn = (activities: readonly Record<string, unknown>[]): Card[] =>
  activities
    .flatMap(({ attachments }) => (attachments ?? []) as { contentType: string; content: Card }[])
    .filter(({ contentType }) => contentType === ADAPTIVE)
    .map(({ content }) => content);

/** All buttons of a turn as they went out. */
const submitsIn = ({ activities }: BotReply) => cardsIn(activities).flatMap(submitsOf);

async function toFirstQuestion(patient: Patient): Promise<BotReply> {
  await patient.send({ type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] });
  const consent = await patient.say('check if I should wait');
  return patient.send(consent.taps[0] ?? {});
}

describe.each(CALLERS)('of cards for $caller', ({ settings, sends, isTeams }) => {
  let app: RunningApp;
  beforeAll(async () => {
    if (isTeams) letEverybodyIn();
    app = await startApp(settings);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await app.stop();
  });

  test(`a whole screening goes by taps, each of them ${sends}`, async () => {
    const patient = createPatient(app, 'msteams');
    const turns = await walk(await patient.say('check if I should wait'), (question, turn) => {
      const tap = turn.taps[turn.buttons.indexOf(buttonAt(question))] ?? {};
      expect(typeof tap.text).toBe(isTeams ? 'string' : 'undefined');
      expect(tap.value).toMatchObject({ text: expect.any(String), question: expect.stringContaining(question) });
      return patient.send(tap);
    });
    const buttons = turns.flatMap(submitsIn);
    expect(new Set(buttons.map(({ data }) => 'msteams' in data))).toEqual(new Set([isTeams]));
    expect(turns.at(-1)?.trace).toMatchObject(WALK_ENDS);
  });

  test.each([
    ['as words and a value', asTeamsSends],
    ['as a value alone', ({ value }: Record<string, unknown>) => ({ type: 'message', value })],
    [
      'as a value in a string',
      ({ value }: Record<string, unknown>) => ({ type: 'message', value: JSON.stringify(value) }),
    ],
    [
      'as words alone, as imBack and typing do',
      (tap: Record<string, unknown>) => ({ type: 'message', text: asTeamsSends(tap).text }),
    ],
  ])('a tap that comes %s reads the same', async (_how, shape) => {
    const patient = createPatient(app, 'msteams');
    const age = await toFirstQuestion(patient);
    const next = await patient.send(shape(age.taps[1] ?? {}));
    expect(next.trace).toMatchObject({ route: 'reply', question: 'active-acne' });
  });

  test('the data of a button as it stands, which a client without messageBack hands over, reads the same', async () => {
    const patient = createPatient(app, 'msteams');
    const age = await toFirstQuestion(patient);
    const next = await patient.send({ type: 'message', value: submitsIn(age)[1]?.data });
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
    const changes = submitsIn(last).filter(({ tooltip }) => tooltip !== undefined);
    expect(changes).toHaveLength(8);
    for (const [at, change] of changes.entries()) {
      const asked = await patient.send(tapOnCard(change));
      expect(asked.trace?.question).not.toBe('review');
      // The card of the earlier review has other answers, so its buttons are of no use until they stand there again.
      const again = await patient.say(at === 0 ? '22 or over' : 'no');
      expect(again.trace?.question).toBe('review');
    }
  });
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

test('where nobody proves to be Teams the buttons lose what Teams alone reads, and with it nothing that is said or kept', () => {
  const mark = { question: 'age', screening: 3 };
  const rows = [{ text: 'Age: 30', change: { title: 'Change', says: 'Age', mark } }];
  const choices = Array.from({ length: 8 }, (_, at) => ({ title: `choice ${at}`, mark }));
  const reply = joinReplies([{ text: 'Here:\n- Age: 30', kind: 'review', rows, choices }]);
  const sent = replyActivity(reply, { expectsInput: true });
  const cardFor = (isProven: boolean) =>
    cardsIn(shapeForChannel(sent, traitsOf('msteams'), { isProven }) as Record<string, unknown>[])[0];
  const [forTeams, forOthers] = [cardFor(true), cardFor(false)] as [Card, Card];
  expect(JSON.stringify(forTeams).match(/"msteams"/g)).toHaveLength(9);
  expect(JSON.stringify(forOthers)).not.toContain('msteams');
  const views = [forOthers, forTeams].map((content) => viewOf({ attachments: [{ contentType: ADAPTIVE, content }] }));
  expect(views[0]?.text).toBe(views[1]?.text);
  expect(submitsOf(forOthers).map(tapOnCard).map(asTeamsSends)).toEqual(submitsOf(forTeams).map(tapOnCard));
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

  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

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
      ...asTeamsSends(tapOnCard(submitsOf(card as Card)[at] ?? ({} as never))),
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
