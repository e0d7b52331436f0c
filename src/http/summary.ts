// GET /api/summary: the summary of the conversation that the caller's pass names, as a page to print or keep. The pass travels
// in a header and the answer is stored nowhere, so that nothing about health stands in an address or a cache.
import type { RequestHandler } from 'restify';
import { type ConversationState, summarize } from '../../dialogs';
import type { Content, Day } from '../../knowledge';
import { errorFields, type Log } from '../log';
import { sendPage } from './page-headers';
import { refuse } from './refusals';
import { renderSummary } from './summary-page';

export interface SummaryParts {
  readonly content: Content;
  readonly clinic: { readonly name: string };
  /** The key of the state that a pass opens; undefined where the pass is none of ours, or too old. */
  readonly verifyPass: (pass: string) => string | undefined;
  /** What is stored under a key. */
  readonly stateOf: (key: string) => Promise<ConversationState | undefined>;
  readonly today: () => Day;
  readonly log: Log;
}

/** `css`: the style sheet that goes into the document. */
export function createSummaryHandler(
  { verifyPass, stateOf, log, ...parts }: SummaryParts,
  css: string,
): RequestHandler {
  return async (request, response) => {
    const pass = /^Bearer (\S+)$/i.exec(request.header('authorization', '') as string)?.[1];
    const key = pass === undefined ? undefined : verifyPass(pass);
    if (key === undefined) return refuse(response, 403, 'The pass for this summary is missing or too old.');
    try {
      const state = await stateOf(key);
      const { page, styleSource } = renderSummary(summarize({ ...parts, state, day: parts.today() }), css);
      sendPage(response, page, { 'style-src': [styleSource] });
    } catch (error) {
      log.error({ event: 'summary-failed', ...errorFields(error) });
      refuse(response, 503, 'The summary cannot be made right now.');
    }
  };
}
