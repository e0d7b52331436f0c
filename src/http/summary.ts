// GET /api/summary: the summary of the conversation that the caller's pass names, as a page to print or keep; DELETE erases that
// conversation. The pass travels in a header and the answer is stored nowhere, so that nothing about health stands in an address
// or a cache.
import type { RequestHandler, Response } from 'restify';
import { type ConversationState, type SummaryParts as SummaryInput, summarize } from '../../dialogs';
import type { Day } from '../../knowledge';
import type { Pass } from '../directline/tokens';
import { errorFields, type Log } from '../log';
import { sendPage } from './page-headers';
import { refuse } from './refusals';
import { renderSummary } from './summary-page';

export interface SummaryParts {
  /** The first is that of patients of whom nothing is known. */
  readonly languages: readonly Pick<SummaryInput, 'content' | 'clinic'>[];
  /** What a pass opens; undefined where the pass is none of ours, or too old. */
  readonly verifyPass: (pass: string) => Pass | undefined;
  readonly erase: (pass: Pass) => Promise<void>;
  /** What is stored under a key. */
  readonly stateOf: (key: string) => Promise<ConversationState | undefined>;
  readonly today: () => Day;
  readonly log: Log;
}

export interface SummaryHandlers {
  readonly show: RequestHandler;
  readonly erase: RequestHandler;
}

/** `css`: the style sheet that goes into the document. */
export function createSummaryHandlers(
  { languages, verifyPass, erase, stateOf, today, log }: SummaryParts,
  css: string,
): SummaryHandlers {
  /** Lets in whoever shows a pass; what fails behind it is told as `failed`. */
  const withPass =
    (failed: string, handle: (pass: Pass, response: Response) => Promise<void>): RequestHandler =>
    async (request, response) => {
      const shown = /^Bearer (\S+)$/i.exec(request.header('authorization', '') as string)?.[1];
      const pass = shown === undefined ? undefined : verifyPass(shown);
      if (!pass) return refuse(response, 403, 'The pass for this summary is missing or too old.');
      try {
        await handle(pass, response);
      } catch (error) {
        log.error({ event: 'summary-failed', ...errorFields(error) });
        refuse(response, 503, failed);
      }
    };

  return {
    show: withPass('The summary cannot be made right now.', async ({ stateKey }, response) => {
      const state = await stateOf(stateKey);
      const locale = state?.language.locale;
      const language = languages.find(({ content }) => content.locale === locale) ?? languages[0];
      if (!language) throw new Error('A summary needs a language.');
      const { page, styleSource } = renderSummary(summarize({ ...language, state, day: today() }), css);
      sendPage(response, page, { 'style-src': [styleSource] });
    }),
    erase: withPass('The conversation cannot be deleted right now.', async (pass, response) => {
      await erase(pass);
      response.send(204);
    }),
  };
}
