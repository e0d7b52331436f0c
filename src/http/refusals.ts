// The one shape in which every refusal leaves: a code and a plain sentence, never words of the fault or of the request.
import type { Response } from 'restify';

const REFUSALS: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BadRequest', 'The request could not be read.'],
  401: ['Unauthorized', 'The caller could not be verified.'],
  403: ['Forbidden', 'Replies may not be sent to this serviceUrl.'],
  404: ['NotFound', 'There is nothing at this address.'],
  405: ['MethodNotAllowed', 'This address does not take that method.'],
  413: ['PayloadTooLarge', 'The body is too large.'],
  415: ['UnsupportedMediaType', 'The body must be JSON.'],
};
const OTHER_REFUSAL = ['InternalError', 'The request could not be handled.'] as const;

/** The body of a refusal with this status; `message` says more where a status has several reasons. */
export function refusalBody(status: number, message?: string): { readonly code: string; readonly message: string } {
  const [code, usual] = REFUSALS[status] ?? OTHER_REFUSAL;
  return { code, message: message ?? usual };
}

export function refuse(response: Response, status: number, message?: string): void {
  response.send(status, refusalBody(status, message));
}
