// Many turns at once: each takes effect once, in order, and a flood in one conversation harms no other.
import { messageActivity, reachSecondQuestion } from '../../support/activities';
import { createPatient, post, type RunningApp, startApp } from '../../support/running-app';

jest.setTimeout(30_000);

let app: RunningApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

test('three replies at the same time answer three questions, one after the other', async () => {
  const patient = createPatient(app);
  const second = await reachSecondQuestion(patient);
  const replies = await Promise.all(['no', 'no', 'no'].map((text) => patient.say(text)));
  expect(replies.map(({ trace }) => trace?.route)).toEqual(['reply', 'reply', 'reply']);
  const next = replies.map(({ trace }) => trace?.question);
  expect(new Set([second, ...next]).size).toBe(4);
  // Back three times is back at the question with which it began.
  let open: string | null | undefined;
  for (let step = 0; step < 3; step++) open = (await patient.say('back')).trace?.question;
  expect(open).toBe(second);
});

test('a message sent again, at once, later, or after others, has one effect', async () => {
  const patient = createPatient(app);
  await reachSecondQuestion(patient);
  const reply = { type: 'message', text: 'no', id: 'once', timestamp: '2026-02-01T00:00:00.000Z' };
  const both = await Promise.all([patient.send(reply), patient.send(reply)]);
  expect(both.map(({ activities }) => activities.length === 0).sort()).toEqual([false, true]);
  const third = both.find(({ trace }) => trace)?.trace?.question;
  const later = await patient.say('qwzx');
  expect(later.trace?.question).toBe(third);
  expect((await patient.send(reply)).activities).toEqual([]);
  expect((await patient.say('qwzx')).trace?.question).toBe(third);
});

test('the same words said twice are two messages', async () => {
  const patient = createPatient(app);
  await reachSecondQuestion(patient);
  const [one, other] = [await patient.say('no'), await patient.say('no')];
  expect(other.trace?.question).not.toBe(one.trace?.question);
});

test('200 messages at once in one conversation all get an answer, and the conversation goes on', async () => {
  const patient = createPatient(app);
  const second = await reachSecondQuestion(patient);
  const replies = await Promise.all(Array.from({ length: 200 }, () => patient.say('qwzx')));
  expect(replies.filter(({ text }) => text === '')).toEqual([]);
  expect((await patient.say('qwzx')).trace?.question).toBe(second);
});

test('200 conversations at once do not mix', async () => {
  const patients = Array.from({ length: 200 }, () => createPatient(app));
  const arrivals = await Promise.all(
    patients.map((patient) => patient.send({ type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] })),
  );
  expect(new Set(arrivals.map(({ trace }) => trace?.route))).toEqual(new Set(['welcome']));
  const half = await Promise.all(patients.map((patient, at) => patient.say(arrivals[at]?.buttons[at % 2] ?? '')));
  expect(half.map(({ trace }) => trace?.question ?? 'none')).toEqual(
    patients.map((_, at) => (at % 2 === 1 ? 'consent' : 'none')),
  );
});

test('conversations whose names would run together are kept apart', async () => {
  const keys = [
    { channelId: 'a', conversation: { id: 'b/c' } },
    { channelId: 'a/b', conversation: { id: 'c' } },
    { channelId: 'a%2Fb', conversation: { id: 'c' } },
    { channelId: 'a', conversation: { id: 'b', isGroup: true }, from: { id: 'c' } },
  ];
  for (const more of keys) {
    const response = await post(
      app,
      messageActivity({ ...more, type: 'conversationUpdate', membersAdded: [{ id: 'patient' }, { id: 'bot' }] }),
    );
    expect(((await response.json()) as { activities: unknown[] }).activities).not.toEqual([]);
  }
});
