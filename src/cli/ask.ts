// npm run ask -- "does it hurt?": what the bot would say, and why. The same router and dialogs that serve patients.
import { parseArgs } from 'node:util';
import { TestAdapter, TurnContext } from 'botbuilder';
import { createMultilingual, newState, type RouteTrace } from '../../dialogs';
import { createReplyReader, type Knowledge } from '../../knowledge';
import { type Config, parseConfig, readEnvironment } from '../config';
import { openLanguages } from '../languages';
import { openKnowledge } from '../open-knowledge';
import { today } from '../today';
import { inputLines, knownLocale, print, runCommand, UsageError } from './lines';

const USAGE = `Usage:
  npm run --silent ask -- "does it hurt?"                the reply, and why
  npm run --silent ask -- --json "does it hurt?"         one JSON object: the route trace's value, and the reply as text
  npm run --silent ask -- --screening QUESTION "nope"    how a reply to that screening question is read
  npm run --silent ask -- --locale es "duele?"           in another language, as if the channel said that it is the patient's
Without a question each line of standard input is one.`;

runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      screening: { type: 'string' },
      locale: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return print(USAGE);
  const config = parseConfig(readEnvironment());
  const locale = knownLocale(values.locale ?? config.LANGUAGES[0]);
  const answer =
    values.screening === undefined
      ? createAsker(config, locale)
      : createReading(openKnowledge({ locale }), values.screening);
  const lines = positionals.length > 0 ? [positionals.join(' ')] : inputLines();
  for await (const line of lines) {
    const { json, lines: words } = await answer(line);
    print(values.json ? JSON.stringify(json) : words);
  }
});

interface Answered {
  readonly json: object;
  readonly lines: string;
}

function createAsker(config: Config, locale: string): (text: string) => Promise<Answered> {
  const languages = openLanguages({ ...config, LANGUAGES: [...new Set([locale, ...config.LANGUAGES])] });
  const conversation = createMultilingual(languages);
  const day = today();
  const [spoken] = languages;
  const stored = spoken && { ...newState(spoken.content), greeted: true };
  return async (text) => {
    const context = new TurnContext(new TestAdapter(), { type: 'message', text });
    const incoming = { message: { text, hasAttachments: false }, today: day };
    const { trace, reply } = await conversation.reply(context, incoming, stored);
    const choices = reply.choices?.map(({ title }) => title) ?? [];
    return {
      json: { ...trace, text: reply.text },
      lines: [reply.text, choices.map((title) => `  [${title}]`).join('\n'), explain(trace)]
        .filter((part) => part !== '')
        .join('\n\n'),
    };
  };
}

/** Why: the route, what was matched, and the runners-up with the words that spoke for each. */
function explain(trace: RouteTrace): string {
  const { alarm } = trace;
  const facts = [
    `route: ${trace.route}`,
    alarm ? `alarm: ${alarm.sign}, by ${alarm.template}  (${alarm.words})` : '',
    trace.topics.length > 0 ? `answered: ${trace.topics.join(', ')}` : '',
    trace.choices.length > 0 ? `offered: ${trace.choices.join(', ')}` : '',
    trace.question === null ? '' : `asks: ${trace.question}`,
    `confidence: ${trace.confidence.toFixed(2)}`,
  ].filter((fact) => fact !== '');
  const candidates = trace.candidates.map(
    ({ kind, id, score, words }) => `    ${score.toFixed(2)}  ${kind} ${id}  (${words.join(', ')})`,
  );
  const considered = candidates.length > 0 ? ['  considered, by the words that spoke for it:', ...candidates] : [];
  return ['---', ...facts.map((fact) => `  ${fact}`), ...considered].join('\n');
}

function createReading(knowledge: Knowledge, id: string): (text: string) => Promise<Answered> {
  const { questions } = knowledge.content.screening;
  const question = questions.find((candidate) => candidate.id === id);
  if (!question) {
    const ids = questions.map((candidate) => candidate.id).join(', ');
    throw new UsageError(`There is no screening question "${id}". There are: ${ids}.`);
  }
  const reader = createReplyReader(knowledge);
  const day = today();
  return async (reply) => {
    const value = reader.readReply(question, reply, day);
    return { json: { question: id, reply, value }, lines: `${value}` };
  };
}
