// A summary as an HTML document that stands alone: no script, nothing fetched, its style sheet inside, made to be printed.
import { createHash } from 'node:crypto';
import type { Summary, SummarySection } from '../../dialogs';
import { type Html, html, trusted } from './html';

export interface SummaryPage {
  readonly page: Html;
  /** What a policy must allow for the style sheet to count. */
  readonly styleSource: string;
}

export function renderSummary(
  { language, direction, title, origin, sections, note }: Summary,
  css: string,
): SummaryPage {
  const page = html`<!doctype html>
<html lang="${language}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(css)}</style>
</head>
<body>
<main class="summary">
<h1>${title}</h1>
<p class="summary-origin">${origin}</p>
${sections.map(renderSection)}
<p class="summary-note">${note}</p>
</main>
</body>
</html>
`;
  return { page, styleSource: `'sha256-${createHash('sha256').update(css).digest('base64')}'` };
}

function renderSection({ title, text, items }: SummarySection): Html {
  return html`<section>
<h2>${title}</h2>
${text === undefined ? '' : html`<p>${text}</p>`}
${items === undefined ? '' : html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`}
</section>
`;
}
