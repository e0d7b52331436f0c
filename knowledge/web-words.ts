// Every word of the web page, the widget and the summary, with the placeholders that the code fills in. knowledge:check
// compares the YAML with this list, so that none can be missing or stand there unused.
import { fillIn } from './phrases';
import type { Web } from './schema';

export const WEB_WORDS = {
  'page-title': ['clinic'],
  'page-about': [],
  'page-needs-script': ['clinic'],
  'input-placeholder': [],
  'assistant-name': [],
  'close-chat': [],
  'status-connecting': [],
  'status-offline': [],
  'status-reconnecting': [],
  'status-ended': [],
  'status-unreachable': [],
  'status-too-many': [],
  'status-renewed': [],
  'start-new': [],
  'try-again': [],
  'start-over': [],
  'start-over-title': [],
  'start-over-explained': [],
  'start-over-confirm': [],
  'start-over-keep': [],
  'start-over-failed': [],
  'start-over-too-old': [],
  summary: [],
  'summary-print': [],
  'summary-download': [],
  'summary-close': [],
  'summary-file': [],
  'summary-loading': [],
  'summary-failed': [],
  'summary-title': [],
  'summary-origin': ['clinic', 'date'],
  'summary-answers': [],
  'summary-result': [],
  'summary-reasons': [],
  'summary-unfinished': [],
  'summary-discuss': [],
  'summary-questions': [],
  'summary-next': [],
  'summary-nothing': [],
  'widget-open': [],
  'widget-close': [],
  'widget-frame': ['clinic'],
  'sample-title': ['clinic'],
  'sample-lead': [],
  'sample-how': [],
  'sample-full': [],
  'sample-staff': [],
} as const satisfies Record<string, readonly string[]>;

export type WebWordId = keyof typeof WEB_WORDS;
type WebValues<Id extends WebWordId> = { readonly [Key in (typeof WEB_WORDS)[Id][number]]: string };
type WebArguments<Id extends WebWordId> = keyof WebValues<Id> extends never ? [] : [values: WebValues<Id>];

/** The words with this id, filled in. */
export function webWords<Id extends WebWordId>({ words }: Web, id: Id, ...[values]: WebArguments<Id>): string {
  const text = words[id];
  if (text === undefined) throw new Error(`The words "${id}" are missing; knowledge:check says where to add them.`);
  return fillIn(text, values ?? {});
}
