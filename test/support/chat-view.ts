// The chat as a patient sees it, on its page or in its frame: what to say, tap and see. Words are named by id.
import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, BrowserContextOptions, FrameLocator, Locator, Page } from 'playwright-core';
import { loadContent, type PhraseId, sayPhrase, type WebWordId, webWords } from '../../knowledge';

export const content = loadContent();
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export const CLINIC = 'Clearwater Skin';
export const DESKTOP = { viewport: { width: 1100, height: 800 } };
export const PHONE = { viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true };

/** The words on the page with this id. */
export function word(id: WebWordId): string {
  return (webWords as (web: typeof content.web, id: WebWordId, values: object) => string)(content.web, id, {
    clinic: CLINIC,
  });
}

/** A phrase without placeholders and variants, as Markdown shows it. */
export function phrase(id: PhraseId): string {
  return sayPhrase(content.phrases, id);
}

export interface WatchedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What must not happen: errors on the console, and requests to anybody but the service. */
  readonly complaints: readonly string[];
}

/** Opens a page of the service and writes down whatever it should not do. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = DESKTOP,
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const complaints: string[] = [];
  context.on('page', (page) => watch(page, url, complaints));
  const page = await context.newPage();
  await page.goto(url);
  return { context, page, complaints };
}

function watch(page: Page, url: string, complaints: string[]): void {
  const { host } = new URL(url);
  const isForeign = (address: string): boolean =>
    !/^(data|blob|about):/.test(address) && new URL(address).host !== host;
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => isForeign(request.url()) && complaints.push(`foreign: ${request.url()}`));
  page.on('websocket', (socket) => isForeign(socket.url()) && complaints.push('a foreign socket'));
}

export interface ChatView {
  readonly input: Locator;
  /** Types words and sends them. */
  say(text: string): Promise<void>;
  /** Taps a button under the last message. */
  tap(title: string): Promise<void>;
  /** Waits until a message shows these words; the last one of them, unless told otherwise. */
  sees(words: string | RegExp): Promise<void>;
  /** How many messages show these words. */
  count(words: string | RegExp): Promise<number>;
  button(title: string): Locator;
  welcome(): Promise<void>;
}

export function chatOf(root: Page | FrameLocator): ChatView {
  const input = root.locator('[data-id="webchat-sendbox-input"]');
  const messages = root.locator('.webchat__basic-transcript .webchat__bubble__content');
  const button = (title: string): Locator =>
    root.locator('.webchat__suggested-actions').getByRole('button', { name: title, exact: true });
  const sees: ChatView['sees'] = (words) =>
    messages
      .filter({ hasText: asShown(words) })
      .last()
      .waitFor();
  return {
    input,
    button,
    sees,
    async say(text) {
      await input.fill(text);
      await input.press('Enter');
    },
    tap: (title) => button(title).click(),
    count: (words) => messages.filter({ hasText: asShown(words) }).count(),
    async welcome() {
      await sees(`I am the automatic assistant of`);
      await button(phrase('choice-screening')).waitFor();
    },
  };
}

/** Markdown sets typographic quotes where the words have plain ones. */
function asShown(words: string | RegExp): RegExp {
  if (typeof words !== 'string') return words;
  return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/["']/g, '.'));
}

/** Through the consent to the first question, by buttons. */
export async function beginCheck(chat: ChatView): Promise<void> {
  await chat.tap(phrase('choice-screening'));
  await chat.tap(phrase('choice-agree'));
  await chat.sees(question(1));
}

/** What shows that this question is asked. */
export function question(number: number): RegExp {
  return new RegExp(`Question ${number} of ${content.screening.questions.length}`);
}

/** What axe finds wrong in every frame of the page; nothing, as it should be. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const frame of page.frames()) {
    await frame.evaluate(AXE);
    const result = (await frame.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResult;
    found.push(...result.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`)));
  }
  return found;
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}
