// The same page where the chat goes through Azure: its Direct Line has another address, and another way with what it keeps.
import type { Browser } from 'playwright-core';
import { type AzureStandIn, startAzureStandIn } from '../support/azure-stand-in';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { type ChatView, chatOf, openPage, type WatchedPage, word } from '../support/chat-view';
import { messageFrom, post, type RunningApp, startApp } from '../support/running-app';

jest.setTimeout(120_000);

const SECRET = 'the-secret-of-the-channel';

describeInBrowser('the chat through Azure', () => {
  let azure: AzureStandIn;
  let app: RunningApp;
  let behind: RunningApp;
  let browser: Browser;
  let opened: WatchedPage;
  let chat: ChatView;

  beforeAll(async () => {
    azure = await startAzureStandIn(SECRET);
    app = await startApp({ DIRECT_LINE_SECRET: SECRET, DIRECT_LINE_URL: `${azure.url}/v3/directline` });
    behind = await startApp({ WEB_CHAT_ORIGINS: app.url });
    azure.use(behind);
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    opened = await openPage(browser, `${app.url}/chat`);
    chat = chatOf(opened.page);
    await chat.welcome();
  });
  afterEach(async () => {
    await opened.context.close();
    const expected = new RegExp(`^foreign: ${azure.url}|^a foreign socket`);
    expect(opened.complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
    await behind.stop();
    await azure.stop();
  });

  const stored = (): Promise<Record<'conversationId' | 'domain' | 'pass' | 'token', string>> =>
    opened.page.evaluate('JSON.parse(sessionStorage.getItem("preconsult.session"))');
  const summary = async (pass: string): Promise<string> =>
    (await fetch(`${app.url}/api/summary`, { headers: { authorization: `Bearer ${pass}` } })).text();

  test('it opens, answers, and goes on after a reload, without the secret', async () => {
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    await opened.page.reload();
    await chat.sees('During Your Visit');
    const session = await stored();
    expect(session.domain).toBe(`${azure.url}/v3/directline`);
    expect(JSON.stringify(session)).not.toContain(SECRET);
  });

  test('"start over" erases what we keep of it, and begins a new one', async () => {
    const { conversationId, pass } = await stored();
    // As Azure hands it on to us.
    const handed = { ...messageFrom(conversationId, 'can i get it on my tattoo?'), channelId: 'directline' };
    expect((await post(app, handed)).status).toBe(200);
    expect(await summary(pass)).toContain('my tattoo');
    await opened.page.getByRole('button', { name: word('start-over'), exact: true }).click();
    await Promise.all([
      opened.page.waitForEvent('load'),
      opened.page.getByRole('button', { name: word('start-over-confirm') }).click(),
    ]);
    await chat.welcome();
    expect((await stored()).conversationId).not.toBe(conversationId);
    expect(await summary(pass)).not.toContain('my tattoo');
  });
});
