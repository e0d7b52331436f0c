// The summary, in a dialog on the page: fetched anew each time it is opened, to be printed, or kept as a file.
import { currentSession } from './session.js';
import { element, words } from './settings.js';

export function offerSummary(): void {
  const dialog = element<HTMLDialogElement>('summary');
  const content = element('summary-content');
  const print = element<HTMLButtonElement>('print-summary');
  const download = element<HTMLButtonElement>('download-summary');
  let shown = '';

  const show = (page: string | undefined): void => {
    shown = page ?? '';
    for (const button of [print, download]) button.disabled = page === undefined;
    const summary = page === undefined ? null : parse(page).querySelector('.summary');
    content.replaceChildren(summary ? document.adoptNode(asPartOfPage(summary)) : paragraph('summary-failed'));
  };

  element('open-summary').addEventListener('click', async () => {
    for (const button of [print, download]) button.disabled = true;
    content.replaceChildren(paragraph('summary-loading'));
    dialog.showModal();
    show(await fetchSummary());
  });
  element('close-summary').addEventListener('click', () => dialog.close());
  print.addEventListener('click', () => window.print());
  download.addEventListener('click', () => save(shown));
  dialog.addEventListener('close', () => {
    // Nothing about health stays on the page unseen.
    shown = '';
    content.replaceChildren();
  });
}

async function fetchSummary(): Promise<string | undefined> {
  const pass = currentSession()?.pass;
  if (pass === undefined) return undefined;
  try {
    const answer = await fetch('/api/summary', { headers: { Authorization: `Bearer ${pass}` }, cache: 'no-store' });
    return answer.ok ? await answer.text() : undefined;
  } catch {
    return undefined;
  }
}

/** Without its style sheet: this page's policy would count it as an attack, and has the same rules already. */
function parse(page: string): Document {
  return new DOMParser().parseFromString(page.replace(/<style>[^<]*<\/style>/, ''), 'text/html');
}

/** The page has its own main part and its own heading; the document's stand one step below them here. */
function asPartOfPage(summary: Element): Element {
  const part = document.createElement('article');
  part.className = summary.className;
  part.append(...summary.childNodes);
  for (const heading of part.querySelectorAll('h1, h2')) {
    const lower = document.createElement(heading.localName === 'h1' ? 'h3' : 'h4');
    lower.append(...heading.childNodes);
    heading.replaceWith(lower);
  }
  return part;
}

function paragraph(id: string): HTMLElement {
  const text = document.createElement('p');
  text.textContent = words(id);
  return text;
}

function save(page: string): void {
  const url = URL.createObjectURL(new Blob([page], { type: 'text/html' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${words('summary-file')}.html`;
  link.click();
  URL.revokeObjectURL(url);
}
