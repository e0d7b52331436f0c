// Joins the parts of the log of content gaps, where the settings ask for one.
import type { Language } from '../../dialogs';
import { createScrubber } from '../../knowledge';
import type { Config } from '../config';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import { dayOf } from '../today';
import { dayText, lastExpiredDay } from './gap-days';
import { createGapLog, type GapLog, NO_GAP_LOG } from './gap-log';
import { createGapStore, gapFileOf } from './gap-store';

export interface OpenGapLogParts {
  readonly languages: readonly Language[];
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => Date;
}

/** Opens the log. Throws a Fault GAPS_UNREACHABLE where its file cannot serve. */
export function openGapLog(config: Config, { languages, log, metrics, now }: OpenGapLogParts): GapLog {
  if (config.CONTENT_GAPS === 'off') return NO_GAP_LOG;
  const readers = new Map(
    languages.map((language) => [
      language.content.locale,
      { scrub: createScrubber(language.content), isAnswer: answerTest(language, now) },
    ]),
  );
  return createGapLog({
    store: createGapStore(gapFileOf(config.CONTENT_GAPS_URL)),
    readerOf: (locale) => readers.get(locale),
    today: () => dayText(now()),
    expired: () => lastExpiredDay(now(), config.CONTENT_GAPS_DAYS),
    log,
    metrics,
  });
}

/** Whether a text would be taken for the reply to some question of the screening. */
function answerTest(language: Language, now: () => Date): (text: string) => boolean {
  return (text) =>
    language.content.screening.questions.some((question) => {
      const open = { id: question.id, question };
      const situation = { open, repliable: true, offered: [], lastTopics: [], today: dayOf(now()) };
      return language.router.route(text, situation).route === 'reply';
    });
}
