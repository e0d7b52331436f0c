// A session in the browser: it outlives reloads, tabs, lost connections and restarts; and where it is over, the page says so.
import { createServer } from 'node:net';
import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import {
  beginCheck,
  type ChatView,
  CLINIC,
  chatOf,
  content,
  openPage,
  phrase,
  question,
  violations,
  type WatchedPage,
  word,
} from '../support/chat-view';
import { type RunningApp, startApp } from '../support/running-app';

jest.setTimeout(120_000);

const { choices } = content.screening;
const HALF_AN_HOUR_AND_MORE = 31 * 60 * 1000;
const A_DAY_AND_MORE = 25 * 60 * 60 * 1000;

const later = (milliseconds: number) => () => new Date(Date.now() + milliseconds);

/** A port that is free, and stays the service's own when it is started again. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

describeInBrowser('a session in the browser', () => {
  let app: RunningApp;
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;
  let chat: ChatView;
  /** Complaints that a test is about. */
  let expected: RegExp;

  beforeAll(async () => {
    app = await startApp({ CLINIC_NAME: CLINIC, PORT: String(await freePort()) });
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    expected = /^$/;
    opened = await openPage(browser, `${app.url}/chat`);
    page = opened.page;
    chat = chatOf(page);
    await chat.welcome();
  });
  afterEach(async () => {
    await opened.context.close();
    expect(opened.complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
  });

  const duplicate = async (): Promise<{ readonly tab: Page; readonly other: ChatView }> => {
    const [tab] = await Promise.all([opened.context.waitForEvent('page'), page.evaluate('void open("/chat")')]);
    return { tab, other: chatOf(tab) };
  };
  const stored = (): Promise<{ readonly token: string; readonly conversationId: string; readonly domain: string }> =>
    page.evaluate('JSON.parse(sessionStorage.getItem("preconsult.session"))');

  test('a second tab shows the same conversation, and both go on with it', async () => {
    await beginCheck(chat);
    const { other } = await duplicate();
    await other.sees(question(1));
    await other.tap(choices['22-or-over']);
    await other.sees(question(2));
    await chat.sees(question(2));
    await chat.tap(choices.no);
    await other.sees(question(3));
    expect(await other.count('I am the automatic assistant of')).toBe(1);
  });

  test('a button that another tab has left behind changes nothing, and says so', async () => {
    await beginCheck(chat);
    await chat.tap(choices['22-or-over']);
    await chat.sees(question(2));
    const held: (() => void)[] = [];
    let isHeld = false;
    await opened.context.routeWebSocket(/\/stream/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => (isHeld ? held.push(() => socket.send(message)) : socket.send(message)));
    });
    const { other } = await duplicate();
    await other.button(choices.yes).waitFor();
    isHeld = true;
    await chat.tap(choices.no);
    await chat.sees(question(3));
    await other.tap(choices.yes);
    await chat.sees(phrase('stale-button'));
    for (const release of held) release();
    isHeld = false;
    await other.sees(phrase('stale-button'));
    expect(await chat.count(question(3))).toBe(2);
    expect(await chat.count(question(4))).toBe(0);
    await chat.say('my answers');
    await chat.sees(`: ${choices.no}`);
    expect(await chat.count(`: ${choices.yes}`)).toBe(0);
  });

  test('start over asks once, deletes the conversation where it is kept, and begins a new one', async () => {
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    const { domain, conversationId, token } = await stored();
    await page.getByRole('button', { name: word('start-over'), exact: true }).click();
    await page.getByRole('button', { name: word('start-over-keep') }).click();
    expect((await stored()).conversationId).toBe(conversationId);
    await page.getByRole('button', { name: word('start-over'), exact: true }).click();
    await Promise.all([
      page.waitForEvent('load'),
      page.getByRole('button', { name: word('start-over-confirm') }).click(),
    ]);
    await chat.welcome();
    expect(await chat.count('During Your Visit')).toBe(0);
    expect((await stored()).conversationId).not.toBe(conversationId);
    const old = await fetch(`${domain}/conversations/${conversationId}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(old.status).toBe(404);
  });

  test('where it cannot be deleted, the page says so and keeps the chat', async () => {
    expected = /ERR_FAILED/;
    await page.route('**/api/summary', (route) => route.abort());
    await page.getByRole('button', { name: word('start-over'), exact: true }).click();
    await page.getByRole('button', { name: word('start-over-confirm') }).click();
    await page.getByText(word('start-over-failed')).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await chat.count('I am the automatic assistant of')).toBe(1);
  });

  test('where the right to delete it is too old, the page says so plainly, and offers a new chat all the same', async () => {
    expected = /403/;
    const { conversationId } = await stored();
    await page.route('**/api/summary', (route) => route.fulfill({ status: 403, body: '{}' }));
    await page.getByRole('button', { name: word('start-over'), exact: true }).click();
    await page.getByRole('button', { name: word('start-over-confirm') }).click();
    await page.getByText(word('start-over-too-old')).waitFor();
    expect(await page.getByRole('button', { name: word('start-over-confirm') }).isVisible()).toBe(false);
    expect(await violations(page)).toEqual([]);
    expect((await stored()).conversationId).toBe(conversationId);
    await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: word('start-new') }).click()]);
    await chat.welcome();
    expect((await stored()).conversationId).not.toBe(conversationId);
  });

  test('a chat that was deleted elsewhere ends in words, with a way to a new one', async () => {
    expected = /404|WebSocket/;
    const { other, tab } = await duplicate();
    await other.welcome();
    await tab.getByRole('button', { name: word('start-over'), exact: true }).click();
    await Promise.all([
      tab.waitForEvent('load'),
      tab.getByRole('button', { name: word('start-over-confirm') }).click(),
    ]);
    await other.welcome();
    await page.reload();
    await page.getByText(word('status-renewed')).waitFor();
    await chat.welcome();
  });

  test('after half an hour on another page the chat goes on where it was', async () => {
    expected = /403|WebSocket|ERR_CONNECTION_REFUSED/;
    await beginCheck(chat);
    const { conversationId } = await stored();
    await page.goto('about:blank');
    await app.restart({ now: later(HALF_AN_HOUR_AND_MORE) });
    await page.goto(`${app.url}/chat`);
    await chat.sees(question(1));
    await chat.tap(choices['22-or-over']);
    await chat.sees(question(2));
    expect((await stored()).conversationId).toBe(conversationId);
    expect(await chat.count('I am the automatic assistant of')).toBe(1);
    await page.goto('about:blank');
    await app.restart({ now: later(0) });
  });

  test('where the token expires while the page is open, as on a phone that slept, the chat goes on, with what was typed', async () => {
    expected = /403|WebSocket|ERR_CONNECTION_REFUSED/;
    await beginCheck(chat);
    await chat.input.fill('I am 41, and');
    await Promise.all([page.waitForEvent('load'), app.restart({ now: later(HALF_AN_HOUR_AND_MORE) })]);
    await chat.sees(question(1));
    expect(await chat.input.inputValue()).toBe('I am 41, and');
    await chat.say('I am 41');
    await chat.sees(question(2));
    await page.goto('about:blank');
    await app.restart({ now: later(0) });
  });

  test('a session of yesterday starts anew, and the page says so', async () => {
    expected = /403|WebSocket|ERR_CONNECTION_REFUSED/;
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    await page.goto('about:blank');
    await app.restart({ now: later(A_DAY_AND_MORE) });
    await page.goto(`${app.url}/chat`);
    await page.getByText(word('status-renewed')).waitFor();
    await chat.welcome();
    expect(await chat.count('During Your Visit')).toBe(0);
    expect(await violations(page)).toEqual([]);
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    expect(await page.getByText(word('status-renewed')).isVisible()).toBe(false);
    await page.goto('about:blank');
    await app.restart({ now: later(0) });
  });

  test('a chat that is deleted while it is open ends in words, with a way to a new one', async () => {
    expected = /404|WebSocket|^conversation ended$/;
    const { domain, conversationId, token } = await stored();
    const deleted = await fetch(`${domain}/conversations/${conversationId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(deleted.status).toBe(204);
    await page.getByText(word('status-ended')).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: word('start-new') }).click();
    await chat.welcome();
    expect((await stored()).conversationId).not.toBe(conversationId);
  });

  test('offline and online again are said in words, and what is asked then is answered', async () => {
    expected = /ERR_INTERNET_DISCONNECTED|WebSocket/;
    await opened.context.setOffline(true);
    await page.getByText(word('status-offline')).waitFor();
    await opened.context.setOffline(false);
    await page.getByText(word('status-offline')).waitFor({ state: 'hidden' });
    await page.getByText(word('status-reconnecting')).waitFor({ state: 'hidden' });
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
  });

  test('a lost connection is said in words, and afterwards the chat goes on where it was', async () => {
    expected = /ERR_CONNECTION_REFUSED|WebSocket|404/;
    await page.clock.install();
    await page.reload();
    await beginCheck(chat);
    await app.restart();
    await page.getByText(word('status-reconnecting')).waitFor();
    expect(await violations(page)).toEqual([]);
    // The client waits up to 15 seconds before it tries.
    await page.clock.fastForward('00:16');
    await page.getByText(word('status-reconnecting')).waitFor({ state: 'hidden' });
    await chat.tap(choices['22-or-over']);
    await chat.sees(question(2));
    expect(await chat.count(question(1))).toBe(1);
  });

  test('a line on which nothing comes any more is said to be lost, though nobody hung up; signs of life keep it', async () => {
    expected = /WebSocket/;
    let isMute = false;
    let line: WebSocketRoute | undefined;
    await page.clock.install();
    await page.routeWebSocket(/\/stream/, (socket) => {
      line = socket;
      socket.connectToServer().onMessage((message) => isMute || socket.send(message));
    });
    await page.reload();
    await beginCheck(chat);
    isMute = true;
    for (const _sign of [1, 2, 3]) {
      await page.clock.fastForward('00:20');
      line?.send('');
      await page.evaluate('0');
    }
    expect(await page.getByText(word('status-reconnecting')).count()).toBe(0);
    await page.clock.fastForward('00:36');
    await page.getByText(word('status-reconnecting')).waitFor();
    isMute = false;
    await page.clock.fastForward('00:16');
    await page.getByText(word('status-reconnecting')).waitFor({ state: 'hidden' });
    await chat.tap(choices['22-or-over']);
    await chat.sees(question(2));
    expect(await chat.count(question(1))).toBe(1);
  });

  test('the place of the status is there before its words are, and its button is not read with them', async () => {
    await page.waitForFunction('!document.querySelector("#status").dataset.state');
    const place = page.locator('#status').getByRole('status');
    expect(await place.count()).toBe(1);
    expect(await place.textContent()).toBe('');
    expect(await page.getByRole('status').locator('button').count()).toBe(0);
    expect((await page.locator('#status').boundingBox())?.height).toBe(0);
  });

  test('a service that cannot be reached is said in words, with a way to try again', async () => {
    expected = /ERR_FAILED|503/;
    await page.evaluate('sessionStorage.clear()');
    await page.route('**/api/directline/token', (route) => route.abort());
    await page.reload();
    await page.getByText(word('status-unreachable')).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.unroute('**/api/directline/token');
    await page.getByRole('button', { name: word('try-again') }).click();
    await chat.welcome();
  });

  test('too many chats from one place are said in words', async () => {
    expected = /429/;
    await page.evaluate('sessionStorage.clear()');
    await page.route('**/api/directline/token', (route) => route.fulfill({ status: 429, body: '{}' }));
    await page.reload();
    await page.getByText(word('status-too-many')).waitFor();
  });

  test('without any storage the chat works, and a reload begins a new one', async () => {
    await page.addInitScript(
      "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
    );
    await page.reload();
    await chat.welcome();
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    await page.reload();
    await chat.welcome();
    expect(await chat.count('During Your Visit')).toBe(0);
  });

  test('the page renews its token long before the half hour is over, and keeps the newest', async () => {
    await page.clock.install();
    await page.reload();
    await chat.welcome();
    const { token } = await stored();
    const renewed = page.waitForResponse(/\/tokens\/refresh$/);
    await page.clock.fastForward('10:00');
    expect((await renewed).status()).toBe(200);
    await page.waitForFunction((old) => {
      const { sessionStorage } = globalThis as unknown as { sessionStorage: { getItem(key: string): string } };
      return JSON.parse(sessionStorage.getItem('preconsult.session')).token !== old;
    }, token);
  });
});
