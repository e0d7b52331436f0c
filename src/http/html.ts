// HTML from templates: whatever is put in is escaped, unless it is HTML that was made here as well.
export interface Html {
  readonly html: string;
}

type Part = Html | string | number | readonly Html[];

export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: texts.map((text, index) => text + (index < parts.length ? shown(parts[index] ?? '') : '')).join('') };
}

/** Text that is safe as it stands: our own style sheets. */
export function trusted(text: string): Html {
  return { html: text };
}

function shown(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part));
  return 'html' in part ? part.html : part.map((one) => one.html).join('');
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
