// GET /: a clinic's page with the widget on it, as a sample; it is under as strict a policy as a careful clinic's would be.
import type { RequestHandler } from 'restify';
import { webWords } from '../../knowledge';
import { html } from './html';
import { createNonce, sendPage } from './page-headers';
import { pageLanguage } from './page-language';
import type { WebPages } from './web-pages';

export function createSamplePageHandler({ built, languages, theme }: WebPages): RequestHandler {
  const assets = `/assets/${built.page}`;
  return async (request, response) => {
    const { clinic, web } = pageLanguage(languages, request, response);
    const nonce = createNonce();
    const page = html`<!doctype html>
<html lang="${web.language}" dir="${web.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${clinic.name}</title>
<link rel="icon" href="${assets}/icon.svg">
<link rel="stylesheet" nonce="${nonce}" href="/assets/${theme.name}">
<link rel="stylesheet" nonce="${nonce}" href="${assets}/sample.css">
</head>
<body>
<header><p>${clinic.name}</p></header>
<main>
<h1>${webWords(web, 'sample-title', { clinic: clinic.name })}</h1>
<p class="lead">${webWords(web, 'sample-lead')}</p>
<p>${webWords(web, 'sample-how')}</p>
<p><a href="/chat?lang=${web.language}">${webWords(web, 'sample-full')}</a></p>
<p class="staff">${webWords(web, 'sample-staff')}</p>
</main>
<script nonce="${nonce}" src="/widget.js" async></script>
</body>
</html>
`;
    sendPage(response, page, {
      'script-src': [`'nonce-${nonce}'`],
      'style-src': [`'nonce-${nonce}'`],
      'img-src': ["'self'"],
      'frame-src': ["'self'"],
    });
  };
}
