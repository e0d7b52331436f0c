// The Playground's own page in a browser, as staff use it: what to type, press and see, and the log panel beside the chat.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

export interface PlaygroundPage {
  readonly page: Page;
  /** Errors of the page itself. */
  readonly errors: readonly string[];
  /** Types words and sends them. */
  say(text: string): Promise<void>;
  /** Calls the bot by name and says something. */
  mention(text: string): Promise<void>;
  /** Presses the last button with this title. */
  press(title: string): Promise<void>;
  button(title: string): Locator;
  /** Messages of the chat that show these words. */
  message(words: string | RegExp): Locator;
  /** Another chat: "Group Chat", or a channel by its name. */
  openChat(name: string): Promise<void>;
  readonly log: Locator;
  /** Waits until so many traces are in the log panel, opens the last one and gives the activity that is shown. */
  openTrace(count: number): Promise<Record<string, unknown>>;
}

export async function openPlaygroundPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<PlaygroundPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  // It asks strangers for fonts.
  await context.route(
    ({ hostname }) => hostname !== 'localhost',
    (route) => route.abort(),
  );
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(url);
  const input = page.locator('[data-lexical-editor]');
  const [log, details] = [0, 1].map((at) => page.locator('[contenteditable][spellcheck="false"]').nth(at)) as [
    Locator,
    Locator,
  ];
  const button = (title: string): Locator => page.getByRole('button', { name: title, exact: true });
  return {
    page,
    errors,
    log,
    button,
    press: (title) => button(title).last().click(),
    message: (words) => page.locator(':is(span, p):not([contenteditable] *)').filter({ hasText: words }),
    async say(text) {
      await input.click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    async mention(text) {
      await input.click();
      await page.keyboard.type('@Test');
      await page.getByRole('menuitem').filter({ hasText: 'Test Bot' }).click();
      await page.keyboard.type(` ${text}`);
      await page.keyboard.press('Enter');
    },
    async openChat(name) {
      await page.getByText(name, { exact: true }).click();
    },
    async openTrace(count) {
      const traces = log.getByText('trace 202');
      await traces.nth(count - 1).click();
      await details.getByText('preconsult.route').waitFor();
      return JSON.parse(await details.innerText());
    },
  };
}
