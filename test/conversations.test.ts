// Plays every conversation of test/conversations through the real app over HTTP, its state going through the store each turn.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Content, loadContent, PHRASES, type PhraseId } from '../knowledge';
import { recommendsDermatologist, saysPhrase } from './support/phrase-matcher';
import { type BotReply, createPatient, type Patient, type RunningApp, startApp } from './support/running-app';

const FOLDER = join(__dirname, 'conversations');

const phraseId = z.enum(Object.keys(PHRASES) as [PhraseId, ...PhraseId[]]);
const ids = z.array(z.string());

/** One turn: what the patient does, and what must then hold; what is not named is not looked at. */
const turnSchema = z.strictObject({
  say: z.string().optional(),
  /** Taps the button with this number, counted from 1, of the last reply. */
  tap: z.number().int().min(1).optional(),
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
  /** Text that came from outside of the content, such as the clinic's phone or a kept question. */
  includes: ids.optional(),
  includesNot: ids.optional(),
  /** How many buttons the reply has. */
  buttons: z.number().int().optional(),
  silent: z.literal(true).optional(),
});

const conversationSchema = z.strictObject({
  about: z.string().min(10),
  /** False where the conversation is about arriving; else the patient was welcomed before it begins. */
  welcomed: z.boolean().default(true),
  settings: z.record(z.string(), z.string()).default({}),
  turns: z.array(turnSchema).min(1),
});

type Turn = z.infer<typeof turnSchema>;

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .sort();

const content: Content = loadContent();

describe.each(files)('%s', (file) => {
  const conversation = conversationSchema.parse(parse(readFileSync(join(FOLDER, file), 'utf8')));
  let app: RunningApp;

  beforeAll(async () => {
    app = await startApp(conversation.settings);
  });
  afterAll(() => app.stop());

  test(conversation.about, async () => {
    const patient = createPatient(app);
    let last: BotReply = conversation.welcomed ? await patient.send(ARRIVAL) : NO_REPLY;
    for (const [index, turn] of conversation.turns.entries()) {
      if (turn.restart) await app.restart();
      last = await play(patient, turn, last);
      const where = `turn ${index + 1} of ${relative(process.cwd(), join(FOLDER, file))}`;
      expect({ where, ...seen(turn, last) }).toEqual({ where, ...expected(turn) });
    }
  });
});

const ARRIVAL = { type: 'conversationUpdate', membersAdded: [{ id: 'patient' }] };
const NO_REPLY: BotReply = { text: '', buttons: [], trace: undefined, activities: [] };

function play(patient: Patient, turn: Turn, last: BotReply): Promise<BotReply> {
  if (turn.send) return patient.send(turn.send);
  if (turn.tap === undefined) return patient.say(turn.say ?? '');
  const button = last.buttons[turn.tap - 1];
  if (button === undefined) throw new Error(`There is no button ${turn.tap} among: ${last.buttons.join(' | ')}`);
  return patient.say(button);
}

/** What came, in the shape of `expected`, so that one comparison shows every difference at once. */
function seen(turn: Turn, reply: BotReply): object {
  const { trace } = reply;
  return {
    ...(turn.route === undefined ? {} : { route: trace?.route }),
    ...(turn.topics ? { topics: trace?.topics } : {}),
    ...(turn.choices ? { choices: trace?.choices } : {}),
    ...(turn.question === undefined ? {} : { question: trace?.question }),
    ...(turn.verdict === undefined ? {} : { verdict: trace?.verdict }),
    ...(turn.says ? { says: turn.says.filter((id) => saysPhrase(content, reply.text, id)) } : {}),
    ...(turn.saysNot ? { saysNot: turn.saysNot.filter((id) => !saysPhrase(content, reply.text, id)) } : {}),
    ...(turn.includes ? { includes: turn.includes.filter((text) => reply.text.includes(text)) } : {}),
    ...(turn.includesNot ? { includesNot: turn.includesNot.filter((text) => !reply.text.includes(text)) } : {}),
    ...(turn.buttons === undefined ? {} : { buttons: reply.buttons.length }),
    ...(turn.silent
      ? { silent: reply.activities.length === 0 }
      : { endsWell: typeof trace?.question === 'string' || recommendsDermatologist(content, reply.text), text: reply.text !== '' }),
  };
}

function expected({ say: _say, tap: _tap, send: _send, restart: _restart, ...rest }: Turn): object {
  return rest.silent ? rest : { ...rest, endsWell: true, text: true };
}
