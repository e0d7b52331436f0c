// What the server wrote into the page for this script: words, and where things are.
export interface PageSettings {
  readonly language: string;
  /** The address of Web Chat's bundle. */
  readonly webChat: string;
  /** The origins whose pages may show this one in a frame, besides our own. */
  readonly embedders: readonly string[];
  /** How many characters a message may have. */
  readonly longestMessage: number;
  readonly words: Readonly<Record<string, string>>;
}

export const settings = JSON.parse(document.body.dataset.settings ?? '{}') as PageSettings;

export function words(id: string): string {
  return settings.words[id] ?? '';
}

/** The element of the page with this id, which the server always writes. */
export function element<T extends HTMLElement = HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no element "${id}".`);
  return found as T;
}

/** The nonce of this page's policy, for what is added to the page later. Scripts can read it; style sheets cannot. */
export const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
