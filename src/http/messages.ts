// POST /api/messages: the Bot Framework protocol. Refuses what is no activity; hands the rest to the adapter.
import { type Activity, ActivityTypes, DeliveryModes } from 'botbuilder';
import { AuthenticationError } from 'botframework-connector';
import type { Request, RequestHandler, Response } from 'restify';
import type { Bot } from '../bot/bot';
import { errorFields, type Log } from '../log';
import type { Metrics } from '../metrics';
import { parseActivity } from './activity';
import { refuse } from './refusals';

/** The part of the adapter that a request needs. */
export interface ActivityReceiver {
  /**
   * Proves the caller, runs the turn, and gives the body to answer with where there is one. Throws an
   * AuthenticationError for a caller who is not proven; it has a cause where the proof itself could not be made.
   */
  receive(authorization: string, activity: Activity, bot: Bot): Promise<{ status: number; body?: unknown } | undefined>;
  /** Whether replies to this activity may be sent where it says. */
  mayReplyTo(serviceUrl: string): boolean;
}

export interface MessagesParts {
  readonly receiver: ActivityReceiver;
  readonly bot: Bot;
  readonly log: Log;
  readonly metrics: Metrics;
}

export function createMessagesHandler({ receiver, bot, log, metrics }: MessagesParts): RequestHandler {
  return async (request: Request, response: Response): Promise<void> => {
    const activity = parseActivity(request.body);
    if (!activity) return refuse(response, 400, 'The body is no Bot Framework activity.');
    // The adapter would answer 501, which reads like a fault of ours.
    if (activity.type === ActivityTypes.Invoke) return refuse(response, 400, 'The bot takes no invoke activities.');
    // Replies that travel in the response need no address.
    if (activity.deliveryMode !== DeliveryModes.ExpectReplies && !receiver.mayReplyTo(activity.serviceUrl ?? '')) {
      return refuse(response, 403);
    }
    try {
      const result = await receiver.receive(request.header('authorization', ''), activity, bot);
      response.send(result?.status ?? 200, result?.body);
    } catch (error) {
      if (error instanceof AuthenticationError) {
        metrics.countError('CALLER_REFUSED');
        if (error.cause !== undefined) log.warn({ event: 'caller-not-verifiable', ...errorFields(error.cause) });
        return refuse(response, 401);
      }
      log.error({ event: 'request-failed', ...errorFields(error) });
      metrics.countError('REQUEST_FAILED');
      refuse(response, 500, 'The message could not be handled.');
    }
  };
}
