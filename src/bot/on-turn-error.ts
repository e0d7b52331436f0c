// The one place where a failed turn is caught: logged by code, counted, and told to the patient in one plain sentence.
import type { TurnContext } from 'botbuilder';
import { type Conversation, replyActivity } from '../../dialogs';
import { codeOf } from '../errors';
import { errorFields, type Log } from '../log';
import type { Metrics } from '../metrics';
import { traitsOf } from './channels';
import { turnLanguageOf } from './turn-language';

export interface TurnErrorParts {
  readonly conversation: Conversation;
  readonly log: Log;
  readonly metrics: Metrics;
}

export function createOnTurnError({ conversation, log, metrics }: TurnErrorParts) {
  return async (context: TurnContext, error: unknown): Promise<void> => {
    const code = codeOf(error);
    log.error({ event: 'turn-failed', channel: traitsOf(context.activity.channelId).name, ...errorFields(error) });
    metrics.countError(code);
    try {
      const phrase = code === 'STATE_CONFLICT' || code === 'QUEUE_FULL' ? 'busy' : 'error';
      const { reply, locale } = conversation.apologize(phrase, turnLanguageOf(context));
      await context.sendActivity(replyActivity(reply, { expectsInput: false, locale }));
    } catch (sendError) {
      // The channel itself may be what failed; there is nobody left to tell but the log.
      log.error({ event: 'apology-failed', ...errorFields(sendError) });
    }
  };
}
