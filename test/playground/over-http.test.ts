// The bot behind Microsoft's 365 Agents Playground, which speaks to it as Teams and the Emulator do; by the Playground's HTTP.
import { createServer } from 'node:net';
import { type PhraseId, sayPhrase } from '../../knowledge';
import { type ChannelTraits, traitsOf } from '../../src/bot/channels';
import { content, phrase } from '../support/chat-view';
import { contentIn } from '../support/conversation-outcome';
import { ADAPTIVE, viewOf } from '../support/message-view';
import { saysPhrase } from '../support/phrase-matcher';
import { type BotTurn, type Playground, startPlayground } from '../support/playground';
import { type RunningApp, startApp } from '../support/running-app';
import { buttonAt, WALK_ENDS, walk, wordsAt } from '../support/screening-walk';

jest.setTimeout(60_000);

type Activities = readonly Record<string, unknown>[];

const { choices, questions } = content.screening;
const says = ({ text }: BotTurn, id: PhraseId): boolean => saysPhrase(content, text, id);
const messagesIn = (activities: Activities): Activities => activities.filter(({ type }) => type === 'message');
const tracesIn = (activities: Activities): Activities => activities.filter(({ type }) => type === 'trace');
const hasCard = ({ activities }: BotTurn): boolean => JSON.stringify(activities).includes(ADAPTIVE);

let app: RunningApp;
let playground: Playground;

/** A Playground of their own for the tests of one group. */
function onChannel(channelId: string): ChannelTraits {
  beforeAll(async () => {
    app = await startApp();
    playground = await startPlayground(app, channelId);
  });
  // It throws where a card is not what Adaptive Cards allow and Teams draws.
  afterEach(() => void messagesIn(playground.posted()).map(viewOf));
  afterAll(async () => {
    await playground?.stop();
    await app?.stop();
  });
  return traitsOf(channelId);
}

describe.each(['msteams', 'emulator'])('on %s', (channelId) => {
  const { cards, updates, trace } = onChannel(channelId);

  test('an installation brings exactly one greeting, and a second one none', async () => {
    const arrived = await playground.personal.install();
    expect(messagesIn(arrived.activities)).toHaveLength(1);
    expect(tracesIn(arrived.activities)).toHaveLength(trace ? 1 : 0);
    expect(says(arrived, 'welcome')).toBe(true);
    expect((await playground.personal.install()).activities).toEqual([]);
  });

  test('a question is answered from the article', async () => {
    const answered = await playground.personal.say('does it hurt?');
    expect(answered.trace).toMatchObject({ route: 'answer', topics: ['pain'] });
    const entry = content.entries.find(({ id }) => id === 'pain');
    expect(answered.text).toContain(entry?.answer.trim().split('\n')[0]);
  });

  test('a whole screening goes by its buttons; where messages can be changed, each shows what was chosen', async () => {
    const { personal } = playground;
    await personal.say('delete my data');
    const began = await personal.press(await personal.say('hi'), phrase('choice-screening'));
    const turns = await walk(began, (question, turn) => personal.press(turn, buttonAt(question)));
    expect(turns).toHaveLength(questions.length + 3);
    expect(turns.at(-1)?.trace).toMatchObject({ route: 'reply', ...WALK_ENDS });
    expect(new Set(turns.map(hasCard))).toEqual(new Set([cards === 'adaptive']));
    const shown = turns.flatMap((turn) => turn.updates).map(viewOf);
    const chosen = updates ? turns.slice(0, -1).map((turn) => buttonAt(turn.trace?.question ?? '')) : [];
    expect(shown.map(({ text }) => text.split('\n').at(-1))).toEqual(chosen);
    expect(shown.flatMap(({ buttons }) => buttons)).toEqual([]);
  });

  test('a whole screening goes by typing', async () => {
    const { personal } = playground;
    await personal.say('delete my data');
    const turns = await walk(await personal.say('check if I should wait'), (id) => personal.say(wordsAt(id)));
    expect(turns).toHaveLength(questions.length + 3);
    expect(turns.at(-1)?.trace).toMatchObject({ route: 'reply', ...WALK_ENDS });
    expect(turns.flatMap((turn) => turn.updates)).toEqual([]);
  });

  test('who writes in Spanish is offered it, and by the button of the offer gets the answer in it', async () => {
    const { personal } = playground;
    await personal.say('delete my data');
    const offered = await personal.say('¿Duele mucho el tratamiento?');
    expect(offered.trace).toMatchObject({ route: 'language', question: 'language', language: 'en' });
    const answered = await personal.press(offered, sayPhrase(contentIn('es').phrases, 'choice-language'));
    expect(answered.trace).toMatchObject({ route: 'answer', topics: ['pain'], language: 'es' });
  });

  test('in a group it is greeted once, hears who calls it, answers, and asks nobody about their health', async () => {
    const { group } = playground;
    const arrived = await group.install();
    expect(messagesIn(arrived.activities)).toHaveLength(1);
    expect(says(arrived, 'welcome-group')).toBe(true);
    const heard = playground.received().length;
    await group.overhear('does it hurt?');
    const answered = await group.mention('does it hurt?');
    expect(playground.received().slice(heard)).toMatchObject([{ text: expect.stringContaining('<at>') }]);
    expect(answered.trace).toMatchObject({ route: 'answer', topics: ['pain'], question: null });
    const asked = await group.mention('check if I should wait');
    expect(asked.trace).toMatchObject({ route: 'private', question: null, verdict: null });
    expect(says(asked, 'private-only')).toBe(true);
    for (const words of ['yes', '34', 'no'])
      expect((await group.mention(words)).trace).toMatchObject({ question: null, verdict: null });
  });
});

describe('on msteams alone', () => {
  onChannel('msteams');

  test('the Playground can be reached from this machine alone', async () => {
    // Whoever listens on all addresses has this one as well.
    const other = createServer();
    const { port } = new URL(playground.url);
    const taken = await new Promise((resolve) => {
      other.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
      other.listen(Number(port), '127.0.0.2', () => resolve(undefined));
    });
    other.close();
    expect(taken).not.toBe('EADDRINUSE');
  });

  test('a button whose question was answered changes nothing, and the open question is asked again', async () => {
    const { personal } = playground;
    const consent = await personal.say('check if I should wait');
    const age = await personal.press(consent, buttonAt('consent'));
    const acne = await personal.press(age, buttonAt('age'));
    expect(acne.trace?.question).toBe('active-acne');
    for (const [old, title] of [[consent, buttonAt('consent')] as const, [age, choices['under-22']] as const]) {
      const stale = await personal.press(old, title);
      expect(stale.trace).toMatchObject({ route: 'stale-button', question: 'active-acne', verdict: null });
      expect(says(stale, 'stale-button')).toBe(true);
      expect(stale.updates).toEqual([]);
    }
    // The open one goes on as if nothing had been.
    expect((await personal.press(acne, buttonAt('active-acne'))).trace?.question).toBe('infection');
  });

  test('in a channel of a team it is as in a group', async () => {
    const { channel } = playground;
    expect(says(await channel.install(), 'welcome-group')).toBe(true);
    expect((await channel.mention('does it hurt?')).trace).toMatchObject({ route: 'answer', topics: ['pain'] });
    expect((await channel.mention('check if I should wait')).trace).toMatchObject({ route: 'private', question: null });
  });
});
