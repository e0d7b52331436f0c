// What a turn of a conversation was to bring and what it brought, in one shape, so that one comparison shows every difference.
import { type Content, DEFAULT_LOCALE, loadContent, localesIn, type PhraseId } from '../../knowledge';
import { answersIn, questionWords, shownAnswers } from './content-words';
import type { ConversationTurn } from './conversation-file';
import { recommendsDermatologist, saysPhrase } from './phrase-matcher';
import type { BotReply } from './running-app';

const contents = new Map(localesIn().map((locale) => [locale, loadContent({ locale })]));

/** The words of a language. */
export function contentIn(locale: string = DEFAULT_LOCALE): Content {
  const content = contents.get(locale);
  if (!content) throw new Error(`There is no language "${locale}".`);
  return content;
}

/** What came, in the shape of `expected`, so that one comparison shows every difference at once. */
export function seen(turn: ConversationTurn, reply: BotReply): object {
  const { trace, text } = reply;
  const content = contentIn(trace?.language);
  const says = (id: PhraseId): boolean => saysPhrase(content, text, id);
  const hasWords = (path: string): boolean => text.includes(questionWords(content, path));
  return {
    ...(turn.language === undefined ? {} : { language: trace?.language }),
    ...(turn.route === undefined ? {} : { route: trace?.route }),
    ...(turn.topics ? { topics: trace?.topics } : {}),
    ...(turn.choices ? { choices: trace?.choices } : {}),
    ...(turn.question === undefined ? {} : { question: trace?.question }),
    ...(turn.verdict === undefined ? {} : { verdict: trace?.verdict }),
    ...(turn.rules ? { rules: trace?.rules } : {}),
    ...(turn.alarm === undefined ? {} : { alarm: trace?.alarm?.sign ?? null }),
    ...(turn.likeliest === undefined ? {} : { likeliest: trace?.candidates[0]?.id }),
    ...(turn.says ? { says: turn.says.filter(says) } : {}),
    ...(turn.saysNot ? { saysNot: turn.saysNot.filter((id) => !says(id)) } : {}),
    ...(turn.words ? { words: turn.words.filter(hasWords) } : {}),
    ...(turn.wordsNot ? { wordsNot: turn.wordsNot.filter((path) => !hasWords(path)) } : {}),
    ...(turn.answers ? { answers: answersIn(content, text) } : {}),
    ...(turn.includes ? { includes: turn.includes.filter((part) => text.includes(part)) } : {}),
    ...(turn.includesNot ? { includesNot: turn.includesNot.filter((part) => !text.includes(part)) } : {}),
    ...(turn.buttons === undefined ? {} : { buttons: reply.buttons.length }),
    ...(turn.link === undefined ? {} : { link: reply.link }),
    ...(turn.silent ? { silent: reply.activities.length === 0 } : { endsWell: endsWell(reply), text: text !== '' }),
  };
}

export function expected(turn: ConversationTurn, reply: BotReply): object {
  const { answers, ...rest } = withoutDeeds(turn);
  const shown = answers && { answers: shownAnswers(contentIn(reply.trace?.language), answers) };
  return rest.silent ? rest : { ...rest, ...shown, endsWell: true, text: true };
}

function withoutDeeds({
  say: _say,
  by: _by,
  fill: _fill,
  doubt: _doubt,
  tap: _tap,
  send: _send,
  restart: _restart,
  ...rest
}: ConversationTurn) {
  return rest;
}

/** No turn leaves the patient without an open question and without the recommendation. */
function endsWell({ activities, text, trace }: BotReply): boolean {
  return (
    activities.some(({ inputHint }) => inputHint === 'expectingInput') ||
    recommendsDermatologist(contentIn(trace?.language), text)
  );
}
