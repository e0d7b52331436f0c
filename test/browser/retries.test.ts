// A message that is tried again: whatever was lost on its way, it has one effect and one bubble.
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { beginCheck, type ChatView, chatOf, content, openPage, question, type WatchedPage } from '../support/chat-view';
import { type RunningApp, startApp } from '../support/running-app';

jest.setTimeout(120_000);

const { choices } = content.screening;

describeInBrowser('a message that is sent again', () => {
  let app: RunningApp;
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;
  let chat: ChatView;
  /** What happens to the line: `mute` keeps what the service says from the page. */
  let line: { mute: boolean; socket?: WebSocketRoute };

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    line = { mute: false };
    opened = await openPage(browser, 'about:blank');
    page = opened.page;
    chat = chatOf(page);
    await page.clock.install();
    await page.routeWebSocket(/\/stream/, (socket) => {
      line.socket = socket;
      const server = socket.connectToServer();
      server.onMessage((message) => line.mute || socket.send(message));
    });
    await page.goto(`${app.url}/chat`);
    await chat.welcome();
    await beginCheck(chat);
    await chat.tap(choices['22-or-over']);
    await chat.sees(question(2));
  });
  afterEach(() => opened.context.close());
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  const retry = () => page.getByRole('button', { name: 'Retry' });
  const bubbles = () => page.locator('.webchat__bubble--from-user', { hasText: /^no$/ });
  /** Every try is let through, or lost before or after the service has it. */
  const post = async (fate: 'answered' | 'lost' | 'unanswered'): Promise<void> => {
    await page.unroute('**/activities');
    if (fate === 'answered') return;
    await page.route('**/activities', async (route) => {
      if (fate === 'unanswered') await route.fetch();
      await route.abort();
    });
  };
  /** A try that nobody hears of: Web Chat says so after 20 seconds. */
  const fails = async (act: () => Promise<void>): Promise<void> => {
    const tried = page.waitForEvent('requestfailed', (request) => /\/activities$/.test(request.url()));
    await act();
    await tried;
    await page.clock.fastForward('00:21');
    await retry().waitFor();
    expect(await bubbles().count()).toBe(1);
  };
  const hasOneEffect = async (): Promise<void> => {
    await chat.sees(question(3));
    await retry().waitFor({ state: 'detached' });
    expect(await bubbles().count()).toBe(1);
    await chat.say('my answers');
    await chat.sees(`: ${choices.no}`);
    expect(await chat.count(question(4))).toBe(0);
    await page.reload();
    await chat.sees(`: ${choices.no}`);
    expect(await bubbles().count()).toBe(1);
  };
  const tap = async (): Promise<void> => retry().click();

  test('it had arrived, and neither its answer nor the stream came back', async () => {
    line.mute = true;
    await post('unanswered');
    await fails(() => chat.say('no'));
    await fails(tap);
    await post('answered');
    line.mute = false;
    await tap();
    await line.socket?.close();
    await page.clock.fastForward('00:16');
    await hasOneEffect();
  });

  test('it had never arrived', async () => {
    await post('lost');
    await fails(() => chat.say('no'));
    await fails(tap);
    await post('answered');
    await tap();
    await hasOneEffect();
  });

  test('it had arrived, and its answer alone was lost', async () => {
    await post('unanswered');
    await chat.say('no');
    await chat.sees(question(3));
    await post('answered');
    await hasOneEffect();
  });

  test('where it is refused, nothing looks as if an answer were on its way', async () => {
    const typing = page.locator('.webchat__typing-indicator');
    await page.route('**/activities', async (route) => {
      await typing.waitFor();
      await route.fulfill({ status: 429, body: '{}' });
    });
    await chat.say('no');
    await retry().waitFor();
    await page.clock.runFor(1_000);
    expect(await typing.count()).toBe(0);
  });
});
