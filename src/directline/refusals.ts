// Every refusal of the web chat: its status, and a code and a plain sentence in the shape of Direct Line.
import type { Response } from 'restify';

/** By code. Clients go by the status alone: 403 makes them tell that the chat has ended, 404 that it is gone. */
const REFUSALS = {
  BadRequest: [400, 'The request could not be read.'],
  BadActivity: [400, 'The activity is none that the web chat takes.'],
  TokenMissing: [401, 'A token is needed: Authorization: Bearer …'],
  TokenInvalid: [403, 'The token is not valid.'],
  TokenExpired: [403, 'The token has expired.'],
  ConversationForeign: [403, 'The token is for another conversation.'],
  OriginRefused: [403, 'This site may not use the chat.'],
  TicketInvalid: [403, 'The address of a stream is good once, for a minute.'],
  ConversationUnknown: [404, 'There is no such conversation.'],
  NotFound: [404, 'There is nothing at this address.'],
  UploadsRefused: [415, 'The web chat takes no files.'],
  TooManyRequests: [429, 'Too many requests. Try again later.'],
  AzureRefused: [502, 'The chat service did not give a token.'],
  Unavailable: [503, 'The chat cannot be served now. Try again later.'],
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export function refusalOf(code: RefusalCode): { readonly status: number; readonly body: object } {
  const [status, message] = REFUSALS[code];
  return { status, body: { error: { code, message } } };
}

export function refuse(response: Response, code: RefusalCode): void {
  const { status, body } = refusalOf(code);
  response.send(status, body);
}
