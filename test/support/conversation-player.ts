// Plays conversations through the real app over HTTP, its state going through the store each turn.
// Those with the same settings share an app, since to start one takes as long as many conversations.

import { sayPhrase } from '../../knowledge';
import { traitsOf } from '../../src/bot/channels';
import type { ConversationFile, ConversationTurn } from './conversation-file';
import { contentIn, expected, seen } from './conversation-outcome';
import { asTeamsSends } from './message-view';
import { type BotReply, createPatient, type Patient, type RunningApp, startApp } from './running-app';

/** A test for each conversation. */
export function playConversations(conversations: readonly ConversationFile[]): void {
  const bySettings = new Map<string, ConversationFile[]>();
  for (const conversation of conversations) {
    const settings = JSON.stringify(conversation.settings);
    bySettings.set(settings, [...(bySettings.get(settings) ?? []), conversation]);
  }
  describe.each([...bySettings])('%s', (settings, members) => {
    let app: RunningApp;

    beforeAll(async () => {
      app = await startApp(JSON.parse(settings));
    }, MOST_MILLISECONDS);
    afterAll(() => app.stop());

    const plays = members.flatMap((conversation) =>
      channelsOf(conversation).map((channel) => ({ ...conversation, channel })),
    );
    test.each(plays)('$file on $channel: $about', (play) => playConversation(app, play), MOST_MILLISECONDS);
  });
}

/** With cards, with buttons that carry a value, with buttons that do not, and with nothing but text. */
export const CHANNELS = ['emulator', 'msteams', 'webchat', 'directline', 'sms'] as const;

function channelsOf({ channel, group, numbered }: ConversationFile): readonly string[] {
  if (channel !== undefined) return [channel];
  return CHANNELS.map(traitsOf)
    .filter((traits) => (traits.group || !group) && (traits.cards !== 'none' || numbered))
    .map(({ name }) => (name === 'other' ? 'sms' : name));
}

/** A start can take long where other tests run beside it. */
const MOST_MILLISECONDS = 30_000;

async function playConversation(
  app: RunningApp,
  conversation: ConversationFile & { readonly channel: string },
): Promise<void> {
  const { file, channel, group, locale } = conversation;
  const patient = createPatient(app, channel, { group, ...(locale ? { locale } : {}) });
  for await (const { turn, reply, at } of playTurns(app, patient, conversation)) {
    const where = `turn ${at} of ${file} on ${channel}`;
    expect({ where, ...seen(turn, reply) }).toEqual({ where, ...expected(turn, reply) });
  }
}

interface Played {
  readonly turn: ConversationTurn;
  readonly reply: BotReply;
  /** Its number, counted from 1. */
  readonly at: number;
}

/** Plays a conversation turn by turn, after what it takes to come to its beginning. */
export async function* playTurns(
  app: RunningApp,
  patient: Patient,
  { welcomed, startsAt, turns }: ConversationFile,
): AsyncGenerator<Played> {
  let reply: BotReply = welcomed ? await patient.send(ARRIVAL) : NO_REPLY;
  if (startsAt !== undefined) reply = await reach(patient, startsAt, reply.trace?.language);
  for (const [index, turn] of turns.entries()) {
    if (turn.restart) await app.restart();
    reply = await play(patient, turn, reply);
    yield { turn, reply, at: index + 1 };
  }
}

const ARRIVAL = { type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] };
const NO_REPLY: BotReply = { text: '', buttons: [], taps: [], link: null, trace: undefined, activities: [] };
const MOST_STEPS = 12;

/** Goes through the screening up to the goal. */
async function reach(patient: Patient, goal: string, language?: string): Promise<BotReply> {
  const { phrases, screening } = contentIn(language);
  let last = await patient.say(sayPhrase(phrases, 'choice-screening'));
  for (let step = 0; step < MOST_STEPS; step++) {
    const { question, verdict } = last.trace ?? {};
    if (question === goal || (goal === 'verdict' && verdict)) return last;
    const taps = question === 'consent' || question === 'review';
    last = await patient.say(taps ? (last.buttons[0] ?? '') : question === 'age' ? '30' : (screening.choices.no ?? ''));
  }
  throw new Error(`The screening never came to "${goal}".`);
}

const DOUBTFUL = [
  'scars',
  'needles',
  'face',
  'skin',
  'before or after',
  'is it scary',
  'swelling or makeup',
  'creams',
  'days',
];

/** Which words are doubtful changes with the content; one of these will be. */
async function sayDoubtful(patient: Patient): Promise<BotReply> {
  for (const words of DOUBTFUL) {
    const reply = await patient.say(words);
    if (reply.trace?.question === 'choices') return reply;
  }
  throw new Error('The matcher was in doubt of nothing.');
}

async function play(everybody: Patient, turn: ConversationTurn, last: BotReply): Promise<BotReply> {
  const patient = turn.by === undefined ? everybody : everybody.as(turn.by);
  if (turn.send) return patient.send(turn.send);
  if (turn.doubt) return sayDoubtful(patient);
  if (turn.fill) {
    const { words, characters } = turn.fill;
    return patient.say(words.repeat(Math.ceil(characters / words.length)).slice(0, characters));
  }
  if (turn.tap === undefined) return patient.say(turn.say ?? '');
  const tap = last.taps[turn.tap - 1];
  if (tap === undefined) throw new Error(`There is no button ${turn.tap} among: ${last.buttons.join(' | ')}`);
  // On a channel with cards as Teams itself sends it; the Playground sends a value alone.
  return patient.send(asTeamsSends(tap));
}
