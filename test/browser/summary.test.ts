// The summary in a real browser: shown, printed and kept as a file, on the page and from inside the widget's frame.
import { readFileSync } from 'node:fs';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import {
  beginCheck,
  type ChatView,
  CLINIC,
  chatOf,
  content,
  openPage,
  question,
  violations,
  type WatchedPage,
  word,
} from '../support/chat-view';
import { type RunningApp, startApp } from '../support/running-app';

jest.setTimeout(120_000);

const HOSTILE = '<img src=x onerror=alert(1)><script>alert(2)</script>';
const { choices, questions } = content.screening;

describeInBrowser('the summary', () => {
  let app: RunningApp;
  let browser: Browser;
  let opened: WatchedPage;

  beforeAll(async () => {
    app = await startApp({ CLINIC_NAME: `${CLINIC} ${HOSTILE}` });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await opened.context.close();
    expect(opened.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  const open = async (path: string): Promise<{ page: Page; root: Page | FrameLocator; chat: ChatView }> => {
    opened = await openPage(browser, app.url + path);
    const { page } = opened;
    if (path === '/') await page.getByRole('button', { name: word('widget-open') }).click();
    const root = path === '/' ? page.frameLocator('iframe') : page;
    const chat = chatOf(root);
    await chat.welcome();
    return { page, root, chat };
  };

  test.each(['/chat', '/'])('on %s it is shown, printed and kept as a file, with every answer', async (path) => {
    const { page, root, chat } = await open(path);
    await chat.say(`can i get it on my tattoo ${HOSTILE}?`);
    await chat.sees('I have kept your question');
    await beginCheck(chat);
    await chat.tap(choices['22-or-over']);
    await chat.sees(question(2));
    await chat.tap(choices.no);
    await chat.sees(question(3));

    await root.getByRole('button', { name: word('summary'), exact: true }).click();
    const shown = root.locator('#summary-content');
    await shown.getByText(word('summary-title')).waitFor();
    const text = await shown.innerText();
    for (const part of [
      CLINIC,
      `${questions[0]?.name}: ${choices['22-or-over']}`,
      `${questions[1]?.name}: ${choices.no}`,
      word('summary-unfinished'),
      'my tattoo <img src=x',
    ])
      expect(text).toContain(part);
    expect(await root.locator('#summary-content img, #summary-content script').count()).toBe(0);
    expect(await violations(page)).toEqual([]);

    const frame = page.frames().at(-1);
    await frame?.evaluate('window.print = () => { window.printed = true; }');
    await root.getByRole('button', { name: word('summary-print') }).click();
    expect(await frame?.evaluate('window.printed')).toBe(true);
    // Inside of a frame, what is printed is the frame; a pretended printer would take the page around it.
    if (path === '/chat') {
      await page.emulateMedia({ media: 'print' });
      expect(await shown.isVisible()).toBe(true);
      expect(await root.locator('header.bar').isVisible()).toBe(false);
      expect(await root.locator('#chat').isVisible()).toBe(false);
      await page.emulateMedia({ media: 'screen' });
    }

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      root.getByRole('button', { name: word('summary-download') }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${word('summary-file')}.html`);
    const file = readFileSync(await download.path(), 'utf8');
    expect(file).toMatch(/^<!doctype html>/);
    expect(file).not.toMatch(/<script|<img|https?:\/\/|url\(/);
    expect(file).toContain('my tattoo &lt;img src=x');

    await root.locator('#close-summary').click();
    // The dialog tells of its closing a moment later.
    await root.locator('#summary-content:empty').waitFor({ state: 'attached' });
  });

  test('with nothing to show it says so, and what to do', async () => {
    const { page } = await open('/chat');
    await page.getByRole('button', { name: word('summary'), exact: true }).click();
    await page.locator('#summary-content').getByText(word('summary-nothing')).waitFor();
  });
});
