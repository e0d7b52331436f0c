// Joins the parts of the log of content gaps, where the settings ask for one.
import type { Router } from '../../dialogs';
import { type Content, createScrubber } from '../../knowledge';
import type { Config } from '../config';
import type { Log } from '../log';
import type { Metrics } from '../metrics';
import { dayOf } from '../today';
import { dayText, lastExpiredDay } from './gap-days';
import { createGapLog, type GapLog, NO_GAP_LOG } from './gap-log';
import { createGapStore, gapFileOf } from './gap-store';

export interface OpenGapLogParts {
  readonly content: Content;
  readonly router: Router;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly now: () => Date;
}

/** Opens the log. Throws a Fault GAPS_UNREACHABLE where its file cannot serve. */
export function openGapLog(config: Config, { content, router, log, metrics, now }: OpenGapLogParts): GapLog {
  if (config.CONTENT_GAPS === 'off') return NO_GAP_LOG;
  const { questions } = content.screening;
  const isAnswer = (text: string): boolean =>
    questions.some((question) => {
      const open = { id: question.id, question };
      const situation = { open, repliable: true, offered: [], lastTopics: [], today: dayOf(now()) };
      return router.route(text, situation).route === 'reply';
    });
  return createGapLog({
    store: createGapStore(gapFileOf(config.CONTENT_GAPS_URL)),
    scrub: createScrubber(content),
    isAnswer,
    today: () => dayText(now()),
    expired: () => lastExpiredDay(now(), config.CONTENT_GAPS_DAYS),
    log,
    metrics,
  });
}
