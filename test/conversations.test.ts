// Plays every conversation of test/conversations through the real app over HTTP, its state going through the store each turn.
// Conversations with the same settings share an app, since to start one takes as long as many conversations.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Content, loadContent, PHRASES, type PhraseId } from '../knowledge';
import { answersIn, questionWords, shownAnswers } from './support/content-words';
import { recommendsDermatologist, saysPhrase } from './support/phrase-matcher';
import { type BotReply, createPatient, type Patient, type RunningApp, startApp } from './support/running-app';

const FOLDER = join(__dirname, 'conversations');

const phraseId = z.enum(Object.keys(PHRASES) as [PhraseId, ...PhraseId[]]);
const ids = z.array(z.string());
const answer = z.union([z.number(), z.enum(['yes', 'no', 'unsure', 'under-22', '22-or-over'])]);

/** One turn: what the patient does, and what must then hold; what is not named is not looked at. */
const turnSchema = z.strictObject({
  say: z.string().optional(),
  /** Says these words as many times as it takes to fill this many characters. */
  fill: z.strictObject({ words: z.string(), characters: z.number() }).optional(),
  /** Taps the button with this number, counted from 1, of the last reply. */
  tap: z.number().int().min(1).optional(),
  /** Says something of which the matcher is surely in doubt. */
  doubt: z.literal(true).optional(),
  /** Sends any activity. */
  send: z.record(z.string(), z.unknown()).optional(),
  /** Stops the service and starts it again before the patient goes on. */
  restart: z.literal(true).optional(),
  route: z.string().nullable().optional(),
  topics: ids.optional(),
  choices: ids.optional(),
  question: z.string().nullable().optional(),
  verdict: z.string().nullable().optional(),
  says: z.array(phraseId).optional(),
  saysNot: z.array(phraseId).optional(),
  /** Words of the screening, by path: age.why, botox.findings.yes.reason. */
  words: ids.optional(),
  wordsNot: ids.optional(),
  /** All answers that the reply shows, by question. */
  answers: z.record(z.string(), answer).optional(),
  /** Text that came from outside of the content, such as the clinic's phone or a kept question. */
  includes: ids.optional(),
  includesNot: ids.optional(),
  /** How many buttons the reply has. */
  buttons: z.number().int().optional(),
  /** Where the button of a card leads. */
  link: z.string().nullable().optional(),
  silent: z.literal(true).optional(),
});

const conversationSchema = z.strictObject({
  about: z.string().min(10),
  /** False where the conversation is about arriving; else the patient was welcomed before it begins. */
  welcomed: z.boolean().default(true),
  /** Begins at this question (or after the verdict), reached with the age 30 and "no" to all others. */
  startsAt: z.string().optional(),
  channel: z.string().default('emulator'),
  settings: z.record(z.string(), z.string()).default({}),
  turns: z.array(turnSchema).min(1),
});

type Turn = z.infer<typeof turnSchema>;

const content: Content = loadContent();

const conversations = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort()
  .map((file) => {
    const parsed = conversationSchema.parse(parse(readFileSync(join(FOLDER, file), 'utf8')));
    return { file, app: JSON.stringify(parsed.settings), ...parsed };
  });

describe.each([...new Set(conversations.map(({ app }) => app))])('%s', (name) => {
  const members = conversations.filter(({ app }) => app === name);
  let app: RunningApp;

  beforeAll(async () => {
    app = await startApp(members[0]?.settings);
  });
  afterAll(() => app.stop());

  test.each(members)('$file: $about', async ({ file, welcomed, channel, startsAt, turns }) => {
    const patient = createPatient(app, channel);
    let last: BotReply = welcomed ? await patient.send(ARRIVAL) : NO_REPLY;
    if (startsAt !== undefined) last = await reach(patient, startsAt);
    for (const [index, turn] of turns.entries()) {
      if (turn.restart) await app.restart();
      last = await play(patient, turn, last);
      const where = `turn ${index + 1} of ${file}`;
      expect({ where, ...seen(turn, last) }).toEqual({ where, ...expected(turn) });
    }
  });
});

const ARRIVAL = { type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] };
const NO_REPLY: BotReply = { text: '', buttons: [], trace: undefined, activities: [] };
const MOST_STEPS = 12;

/** Goes through the screening up to the goal. */
async function reach(patient: Patient, goal: string): Promise<BotReply> {
  let last = await patient.say('check if I should wait');
  for (let step = 0; step < MOST_STEPS; step++) {
    const { question, verdict } = last.trace ?? {};
    if (question === goal || (goal === 'verdict' && verdict)) return last;
    const taps = question === 'consent' || question === 'review';
    last = await patient.say(taps ? (last.buttons[0] ?? '') : question === 'age' ? '30' : 'no');
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

async function play(patient: Patient, turn: Turn, last: BotReply): Promise<BotReply> {
  if (turn.send) return patient.send(turn.send);
  if (turn.doubt) return sayDoubtful(patient);
  if (turn.fill) {
    const { words, characters } = turn.fill;
    return patient.say(words.repeat(Math.ceil(characters / words.length)).slice(0, characters));
  }
  if (turn.tap === undefined) return patient.say(turn.say ?? '');
  const button = last.buttons[turn.tap - 1];
  if (button === undefined) throw new Error(`There is no button ${turn.tap} among: ${last.buttons.join(' | ')}`);
  return patient.say(button);
}

/** What came, in the shape of `expected`, so that one comparison shows every difference at once. */
function seen(turn: Turn, reply: BotReply): object {
  const { trace, text } = reply;
  const says = (id: PhraseId): boolean => saysPhrase(content, text, id);
  const hasWords = (path: string): boolean => text.includes(questionWords(content, path));
  return {
    ...(turn.route === undefined ? {} : { route: trace?.route }),
    ...(turn.topics ? { topics: trace?.topics } : {}),
    ...(turn.choices ? { choices: trace?.choices } : {}),
    ...(turn.question === undefined ? {} : { question: trace?.question }),
    ...(turn.verdict === undefined ? {} : { verdict: trace?.verdict }),
    ...(turn.says ? { says: turn.says.filter(says) } : {}),
    ...(turn.saysNot ? { saysNot: turn.saysNot.filter((id) => !says(id)) } : {}),
    ...(turn.words ? { words: turn.words.filter(hasWords) } : {}),
    ...(turn.wordsNot ? { wordsNot: turn.wordsNot.filter((path) => !hasWords(path)) } : {}),
    ...(turn.answers ? { answers: answersIn(content, text) } : {}),
    ...(turn.includes ? { includes: turn.includes.filter((part) => text.includes(part)) } : {}),
    ...(turn.includesNot ? { includesNot: turn.includesNot.filter((part) => !text.includes(part)) } : {}),
    ...(turn.buttons === undefined ? {} : { buttons: reply.buttons.length }),
    ...(turn.link === undefined ? {} : { link: linkOf(reply) }),
    ...(turn.silent ? { silent: reply.activities.length === 0 } : { endsWell: endsWell(reply), text: text !== '' }),
  };
}

function expected({
  say: _say,
  fill: _fill,
  doubt: _doubt,
  tap: _tap,
  send: _send,
  restart: _restart,
  ...rest
}: Turn): object {
  const answers = rest.answers && { answers: shownAnswers(content, rest.answers) };
  return rest.silent ? rest : { ...rest, ...answers, endsWell: true, text: true };
}

/** No turn leaves the patient without an open question and without the recommendation. */
function endsWell({ activities, text }: BotReply): boolean {
  return activities.some(({ inputHint }) => inputHint === 'expectingInput') || recommendsDermatologist(content, text);
}

function linkOf({ activities }: BotReply): unknown {
  const cards = activities.flatMap(({ attachments }) => (attachments ?? []) as { content: { buttons?: Link[] } }[]);
  return cards.flatMap((card) => card.content.buttons ?? []).find(({ type }) => type === 'openUrl')?.value ?? null;
}

interface Link {
  readonly type: string;
  readonly value: string;
}
