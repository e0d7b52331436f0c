// GET /chat: the chat alone. The page itself is empty of conversation; its script fetches a token and draws Web Chat.
import type { RequestHandler } from 'restify';
import { type WebWordId, webWords } from '../../knowledge';
import { html } from './html';
import { createNonce, ownSockets, sendPage } from './page-headers';
import { pageLanguage } from './page-language';
import type { PageLanguage, WebPages } from './web-pages';

/** The words that the script says; what stands on the page from the start is written into it. */
const SCRIPT_WORDS = [
  'input-placeholder',
  'assistant-name',
  'message-full',
  'status-connecting',
  'status-offline',
  'status-reconnecting',
  'status-ended',
  'status-unreachable',
  'status-too-many',
  'status-renewed',
  'start-new',
  'try-again',
  'start-over-failed',
  'start-over-too-old',
  'summary-file',
  'summary-loading',
  'summary-failed',
] as const satisfies readonly WebWordId[];

/**
 * Web Chat's scroller adds one style element without the nonce, while it is still empty, and fills it through its sheet. This is
 * the hash of nothing at all: a style element with anything in it stays shut out.
 */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

export function createChatPageHandler(pages: WebPages): RequestHandler {
  const { built, embedders, longestMessage, services, theme } = pages;
  const assets = `/assets/${built.page}`;
  const settingsIn = ({ web }: PageLanguage): string =>
    JSON.stringify({
      language: web.language,
      webChat: `/assets/${built.webChat}`,
      embedders,
      longestMessage,
      words: Object.fromEntries(SCRIPT_WORDS.map((id) => [id, webWords(web, id)])),
    });
  return async (request, response) => {
    const language = pageLanguage(pages.languages, request, response);
    const { clinic, web } = language;
    const settings = settingsIn(language);
    const title = webWords(web, 'page-title', { clinic: clinic.name });
    const nonce = createNonce();
    const page = html`<!doctype html>
<html lang="${web.language}" dir="${web.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${theme.color}">
<title>${title}</title>
<link rel="icon" href="${assets}/icon.svg">
<link rel="stylesheet" nonce="${nonce}" href="/assets/${theme.name}">
<link rel="stylesheet" nonce="${nonce}" href="${assets}/chat.css">
<link rel="stylesheet" nonce="${nonce}" href="${assets}/summary.css">
<script type="module" nonce="${nonce}" src="${assets}/chat.js"></script>
</head>
<body data-settings="${settings}">
<header class="bar" aria-label="${title}">
<div class="bar-name"><h1>${clinic.name}</h1><p>${webWords(web, 'page-about')}</p></div>
<button type="button" id="close-chat" hidden><span class="cross" aria-hidden="true"></span><span class="unseen">${webWords(web, 'close-chat')}</span></button>
<div class="bar-actions">
<button type="button" id="open-summary" aria-haspopup="dialog">${webWords(web, 'summary')}</button>
<button type="button" id="open-start-over" aria-haspopup="dialog">${webWords(web, 'start-over')}</button>
</div>
</header>
<main aria-label="${title}">
<div class="status" id="status"><p id="status-words" role="status"></p><button type="button" id="status-action" hidden></button></div>
<noscript><p class="status">${webWords(web, 'page-needs-script', { clinic: clinic.name })}</p></noscript>
<div id="chat"></div>
<p id="message-full" role="status"></p>
</main>
<dialog id="start-over" aria-labelledby="start-over-title">
<h2 id="start-over-title">${webWords(web, 'start-over-title')}</h2>
<p>${webWords(web, 'start-over-explained')}</p>
<p id="start-over-fault" role="alert"></p>
<div class="dialog-actions">
<button type="button" id="keep-chat">${webWords(web, 'start-over-keep')}</button>
<button type="button" id="confirm-start-over" class="grave">${webWords(web, 'start-over-confirm')}</button>
<button type="button" id="leave-chat" hidden>${webWords(web, 'start-new')}</button>
</div>
</dialog>
<dialog id="summary" aria-labelledby="summary-heading">
<div class="dialog-bar">
<h2 id="summary-heading">${webWords(web, 'summary')}</h2>
<div class="dialog-actions">
<button type="button" id="print-summary" disabled>${webWords(web, 'summary-print')}</button>
<button type="button" id="download-summary" disabled>${webWords(web, 'summary-download')}</button>
<button type="button" id="close-summary">${webWords(web, 'summary-close')}</button>
</div>
</div>
<div id="summary-content" tabindex="0" aria-live="polite"></div>
</dialog>
</body>
</html>
`;
    sendPage(response, page, {
      'script-src': [`'nonce-${nonce}'`],
      'style-src': [`'nonce-${nonce}'`, EMPTY_STYLE],
      'img-src': ["'self'", 'data:', 'blob:'],
      'connect-src': ["'self'", ...ownSockets(request), ...services],
      'frame-ancestors': ["'self'", ...embedders],
    });
  };
}
