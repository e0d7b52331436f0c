// Every refusal of the web chat: its status, and a code and a plain sentence in the shape of Direct Line.
import type { Response } from 'restify';
import type { Metrics } from '../metrics';

/** By code. Clients go by the status alone: 403 makes them tell that the chat has expired, 404 that it is gone. */
const REFUSALS = {
  AddressUnclear: [400, 'The service does not go by this name. Its PUBLIC_URL has to be set.'],
  BadBody: [400, 'The body could not be read.'],
  BadActivity: [400, 'The activity is none that the web chat takes.'],
  TokenMissing: [401, 'A token is needed: Authorization: Bearer …'],
  TokenInvalid: [403, 'The token is not valid.'],
  PassInvalid: [403, 'The pass is not valid, or older than a day.'],
  TokenExpired: [403, 'The token has expired.'],
  ConversationForeign: [403, 'The token is for another conversation.'],
  OriginRefused: [403, 'This site may not use the chat.'],
  TicketInvalid: [403, 'The address of a stream is good once, for a minute.'],
  ConversationUnknown: [404, 'There is no such conversation.'],
  NotFound: [404, 'There is nothing at this address.'],
  BodyTooLarge: [413, 'The body is too large.'],
  BodyNotJson: [415, 'The body must be JSON.'],
  UploadsRefused: [415, 'The web chat takes no files.'],
  TooManyRequests: [429, 'Too many requests. Try again later.'],
  AzureRefused: [502, 'The chat service did not give a token.'],
  Unavailable: [503, 'The chat cannot be served now. Try again later.'],
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export interface Refusal {
  readonly status: number;
  readonly body: object;
}

export interface Refusals {
  /** Counts a refusal, and gives what to answer. */
  of(code: RefusalCode): Refusal;
  /** Answers with a refusal; gives false, which ends a chain of handlers. */
  send(response: Response, code: RefusalCode): false;
}

export function createRefusals(metrics: Metrics): Refusals {
  const of = (code: RefusalCode): Refusal => {
    metrics.countRefusal(code);
    const [status, message] = REFUSALS[code];
    return { status, body: { error: { code, message } } };
  };
  return {
    of,
    send(response, code) {
      const { status, body } = of(code);
      response.send(status, body);
      return false;
    },
  };
}
