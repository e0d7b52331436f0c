// The widget: on the sample page, and on a site of another origin, which it neither touches nor tells anything.
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { loadContent, sayPhrase, webWords } from '../../knowledge';
import { themeOf } from '../../src/http/theme';
import { describeInBrowser, launchBrowser } from '../support/browser';
import {
  type ChatView,
  CLINIC,
  chatOf,
  DESKTOP,
  openPage,
  PHONE,
  violations,
  type WatchedPage,
  word,
} from '../support/chat-view';
import { type HostPage, startHostPage } from '../support/host-page';
import { type RunningApp, startApp } from '../support/running-app';

jest.setTimeout(120_000);

describeInBrowser('the widget', () => {
  let app: RunningApp;
  let host: HostPage;
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;
  let chat: ChatView;
  /** Complaints that a test is about. */
  let expected: RegExp;

  const openAt = async (
    url: string,
    options: BrowserContextOptions = DESKTOP,
    label = word('widget-open'),
  ): Promise<void> => {
    opened = await openPage(browser, url, options);
    page = opened.page;
    chat = chatOf(page.frameLocator('iframe'));
    await launcher(label).waitFor();
  };
  const openHost = (shown: Partial<Parameters<HostPage['show']>[0]> = {}, label?: string) => {
    host.show({ service: app.url, ...shown });
    // The service is no stranger here.
    expected = new RegExp(`^foreign: ${app.url}|^a foreign socket`);
    return openAt(host.url, DESKTOP, label);
  };
  const launcher = (name = word('widget-open')): Locator => page.getByRole('button', { name, exact: true });
  const focused = (): Promise<string> =>
    page.evaluate('(document.activeElement.shadowRoot ?? document).activeElement?.localName ?? ""');

  beforeAll(async () => {
    host = await startHostPage();
    app = await startApp({ CLINIC_NAME: CLINIC, WEB_CHAT_ORIGINS: host.url });
    browser = await launchBrowser();
  });
  beforeEach(() => {
    expected = /^$/;
  });
  afterEach(async () => {
    await opened.context.close();
    expect(opened.complaints.filter((complaint) => !expected.test(complaint))).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await app.stop();
    await host.stop();
  });

  test.each([
    ['a desktop, in the light', { ...DESKTOP, colorScheme: 'light' as const }],
    ['a phone, in the dark', { ...PHONE, colorScheme: 'dark' as const }],
  ])('on the sample page on %s, it opens, the welcome shows, and a question is answered', async (_where, options) => {
    await openAt(app.url, options);
    expect(await violations(page)).toEqual([]);
    await launcher().click();
    await chat.welcome();
    expect(await violations(page)).toEqual([]);
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    expect(await violations(page)).toEqual([]);
  });

  test('nothing of the chat is loaded before it is opened', async () => {
    await openAt(app.url);
    expect(page.frames()).toHaveLength(1);
    const names = await page.evaluate('performance.getEntriesByType("resource").map(({ name }) => name)');
    expect(names).not.toContainEqual(expect.stringContaining('webchat'));
  });

  test('by keyboard: Enter opens it, the cursor goes in, Escape closes it from inside, and the focus comes back', async () => {
    await openAt(app.url);
    expect(await launcher().getAttribute('aria-expanded')).toBe('false');
    await launcher().focus();
    await page.keyboard.press('Enter');
    await chat.welcome();
    expect(await launcher(word('widget-close')).getAttribute('aria-expanded')).toBe('true');
    await page.frameLocator('iframe').locator('textarea:focus').waitFor();
    await page.keyboard.press('Escape');
    await launcher().waitFor();
    expect(await focused()).toBe('button');
    await page.keyboard.press('Enter');
    await page.frameLocator('iframe').locator('textarea:focus').waitFor();
    expect(await chat.count('I am the automatic assistant of')).toBe(1);
    await page
      .frameLocator('iframe')
      .getByRole('button', { name: word('close-chat') })
      .click();
    await launcher().waitFor();
    expect(await focused()).toBe('button');
  });

  test('on a phone it covers the whole screen, on a desktop it leaves the page in reach', async () => {
    await openAt(app.url, PHONE);
    await launcher().click();
    await chat.welcome();
    expect(await page.locator('iframe').boundingBox()).toEqual({ x: 0, y: 0, width: 375, height: 667 });
    await page.setViewportSize({ width: 1100, height: 800 });
    await page.locator('dialog:not(:modal)').waitFor();
    expect((await page.locator('iframe').boundingBox())?.width).toBe(420);
    await page.getByRole('link', { name: word('sample-full') }).click({ trial: true });
  });

  test('who wants less motion sees none', async () => {
    await openAt(app.url, { ...DESKTOP, reducedMotion: 'reduce' });
    await launcher().click();
    await chat.welcome();
    expect((await stylesOf(page.locator('dialog'), ['animationName'])).animationName).toBe('none');
  });

  test('start over works in the frame as well, and Escape still closes it afterwards', async () => {
    await openAt(app.url);
    await launcher().click();
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: word('start-over'), exact: true }).click();
    await page.keyboard.press('Escape');
    expect(await launcher(word('widget-close')).count()).toBe(1);
    await frame.getByRole('button', { name: word('start-over'), exact: true }).click();
    await frame.getByRole('button', { name: word('start-over-confirm') }).click();
    await chat.sees('I am the automatic assistant of');
    await page.frameLocator('iframe').locator('#close-chat').waitFor();
    await page.frameLocator('iframe').locator('textarea:focus').waitFor();
    expect(await chat.count('During Your Visit')).toBe(0);
    await page.keyboard.press('Escape');
    await launcher().waitFor();
  });

  test('on a site that may embed it, with the strictest policy and the wildest styles, it works and looks as ever', async () => {
    await openHost();
    const style = await stylesOf(launcher(), ['color', 'fontSize', 'visibility', 'transform', 'letterSpacing']);
    expect(style).toEqual({
      color: 'rgb(255, 255, 255)',
      fontSize: '16px',
      visibility: 'visible',
      transform: 'none',
      letterSpacing: 'normal',
    });
    await launcher().click();
    await chat.welcome();
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    expect(await violations(page)).toEqual([]);
  });

  test('of the conversation nothing reaches the host page but that a message has come', async () => {
    await openHost();
    await page.evaluate(`{
      window.events = [];
      for (const name of ['open', 'close', 'message-received']) Preconsult.on(name, (...told) => events.push([name, ...told]));
    }`);
    await launcher().click();
    await chat.say('my secret is a keloid scar, does it hurt?');
    await chat.sees(/article/);
    await page.keyboard.press('Escape');
    await launcher().waitFor();
    const heard = (await page.evaluate('heard')) as string[];
    expect(new Set(heard)).toEqual(
      new Set(['{"preconsult":"ready"}', '{"preconsult":"message-received"}', '{"preconsult":"close"}']),
    );
    const events = (await page.evaluate('events')) as string[][];
    expect(events[0]).toEqual(['open']);
    expect(events.at(-1)).toEqual(['close']);
    expect(events.slice(1, -1)).toEqual(expect.arrayContaining([['message-received']]));
    const added = (await page.evaluate('Object.keys(window).filter((key) => !before.includes(key))')) as string[];
    expect(added.filter((key) => !['before', 'events', 'heard'].includes(key))).toEqual(['Preconsult']);
    expect(
      await page.evaluate(
        '[document.documentElement, document.body].map((one) => [...one.children].map(({ localName }) => localName))',
      ),
    ).toEqual([
      ['head', 'body', 'div'],
      ['main', 'script'],
    ]);
    expect(
      await page.evaluate('[document.documentElement, document.body].map((one) => one.getAttribute("style"))'),
    ).toEqual([null, null]);
  });

  test('messages from anybody else change nothing', async () => {
    await openHost();
    await launcher().click();
    await chat.welcome();
    await page.evaluate(`window.postMessage({ preconsult: 'close' }, '*')`);
    await page.frames()[1]?.evaluate(`window.postMessage({ preconsult: 'hello' }, '*')`);
    await page.evaluate(`for (const bad of [null, 7, 'close', {}, { preconsult: {} }, { preconsult: '__proto__' }])
      document.querySelector('html > div').shadowRoot.querySelector('iframe').contentWindow.postMessage(bad, '*')`);
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    expect(await launcher(word('widget-close')).count()).toBe(1);
  });

  test('its one line can say colour, side, words and language, and be there twice', async () => {
    await openHost(
      {
        attributes: 'data-color="#fd0" data-side="left" data-label="Fragen Sie uns" data-lang="de"',
        twice: true,
      },
      'Fragen Sie uns',
    );
    const button = launcher('Fragen Sie uns');
    expect(await button.count()).toBe(1);
    expect(await button.getAttribute('lang')).toBe('de');
    expect(await stylesOf(button, ['backgroundColor', 'color'])).toEqual({
      backgroundColor: 'rgb(255, 221, 0)',
      color: 'rgb(0, 0, 0)',
    });
    expect((await button.boundingBox())?.x).toBeLessThan(100);
    await button.click();
    expect(await page.locator('iframe').getAttribute('src')).toBe(`${app.url}/chat?lang=en`);
    await chat.welcome();
  });

  test.each([
    ['that its line says', { attributes: 'data-lang="es-MX"' }],
    ['of the page that it stands on', { language: 'es' }],
  ])('the button and the chat are in the language %s', async (_what, shown) => {
    const { web, phrases } = loadContent({ locale: 'es' });
    const open = webWords(web, 'widget-open');
    await openHost(shown, open);
    expect(await launcher(open).getAttribute('lang')).toBe('es');
    await launcher(open).click();
    const frame = page.frameLocator('iframe');
    await frame.getByRole('toolbar').getByText(sayPhrase(phrases, 'choice-screening')).waitFor();
    expect(await frame.locator('html').getAttribute('lang')).toBe('es');
    await frame.getByRole('button', { name: webWords(web, 'summary'), exact: true }).waitFor();
  });

  test.each([
    ['data-label="Ask us"', 'Ask us', null],
    ['data-lang="de"', word('widget-open'), 'en'],
  ])(
    'with %s alone, its words are said to be in no language that they are not in',
    async (attributes, label, language) => {
      await openHost({ attributes }, label);
      expect(await launcher(label).getAttribute('lang')).toBe(language);
    },
  );

  const WILD_BODY =
    'body { transform: translate(300px, 200px) scale(0.5); filter: sepia(0.1); zoom: 1.5; min-height: 3000px; }';
  test.each([
    ['a browser of today, and to the whole page', '', undefined],
    ['a browser without a top layer', 'html { transform: none; }', 'delete HTMLElement.prototype.showPopover;'],
  ])('in %s, it stands in its corner, whatever the page does to its body', async (_which, style, script) => {
    host.show({ service: app.url, style: WILD_BODY + style });
    expected = new RegExp(`^foreign: (${app.url}|${host.url})|^a foreign socket`);
    opened = await openPage(browser, 'about:blank', DESKTOP);
    page = opened.page;
    chat = chatOf(page.frameLocator('iframe'));
    if (script !== undefined) await page.addInitScript(script);
    await page.goto(host.url);
    await launcher().waitFor();
    const box = await launcher().boundingBox();
    expect(Math.round((box?.x ?? 0) + (box?.width ?? 0))).toBe(1080);
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(780);
    await launcher().click();
    await chat.welcome();
    expect((await page.locator('iframe').boundingBox())?.width).toBe(420);
    expect((await page.locator('iframe').boundingBox())?.y).toBeGreaterThan(0);
  });

  test('the words on its button are black or white by the same rule as those on the page', async () => {
    // A page without a policy, and without an icon.
    expected = /404/;
    opened = await openPage(browser, `${app.url}/nothing-here`, DESKTOP);
    page = opened.page;
    const shades = [0, 36, 73, 109, 146, 182, 219, 255].map((shade) => shade.toString(16).padStart(2, '0'));
    const greys = Array.from({ length: 64 }, (_, step) => `#${(96 + step).toString(16).repeat(3)}`);
    const colors = shades.flatMap((red) => shades.flatMap((green) => shades.map((blue) => `#${red}${green}${blue}`)));
    const decided = await page.evaluate(`(${DECIDE})(${JSON.stringify([...colors, ...greys])})`);
    const wanted = [...colors, ...greys].map((color) => themeOf(color).onColor);
    expect(decided).toEqual(wanted);
  });

  test('by its functions it is opened and closed, and listeners can be taken away', async () => {
    await openHost();
    await page.evaluate(
      'window.count = 0; window.end = Preconsult.on("open", () => { count += 1; }); Preconsult.open()',
    );
    await chat.welcome();
    await page.evaluate('Preconsult.close(); end(); Preconsult.open(); Preconsult.open();');
    expect(await page.evaluate('count')).toBe(1);
    expect(await launcher(word('widget-close')).count()).toBe(1);
  });

  test('on a page from right to left it stands on the left', async () => {
    await openHost({ direction: 'rtl' });
    const left = (await launcher().boundingBox())?.x ?? Number.NaN;
    expect(left).toBeLessThan(100);
  });

  test('on a site that may not embed it, the frame stays empty and nothing is said to that site', async () => {
    host.show({ service: app.url });
    expected = /./;
    await openAt(host.url.replace('127.0.0.1', 'localhost'));
    await Promise.all([
      page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text())),
      launcher().click(),
    ]);
    expect(await page.frameLocator('iframe').locator('#chat').count()).toBe(0);
    expect(await page.evaluate('heard')).toEqual([]);
    await launcher(word('widget-close')).click();
    await launcher().waitFor();
  });
});

/** Which colour the widget takes for its words on each of these. */
const DECIDE = `(async (colors) => {
  const decided = [];
  for (const color of colors) {
    delete window.Preconsult;
    const script = document.createElement('script');
    script.dataset.color = color;
    script.src = '/widget.js';
    await new Promise((resolve) => { script.onload = resolve; document.body.append(script); });
    decided.push(document.documentElement.lastElementChild.style.getPropertyValue('--on'));
    document.documentElement.lastElementChild.remove();
  }
  return decided;
})`;

/** What the browser makes of an element's styles. */
function stylesOf(locator: Locator, names: readonly string[]): Promise<Record<string, string | undefined>> {
  return locator.evaluate((element, wanted) => {
    const { getComputedStyle } = globalThis as unknown as { getComputedStyle(one: unknown): Record<string, string> };
    const style = getComputedStyle(element);
    return Object.fromEntries(wanted.map((name) => [name, style[name]]));
  }, names);
}

test('the widget is at most 5 KB, packed', async () => {
  const app = await startApp();
  const answer = await fetch(`${app.url}/widget.js`, { headers: { 'accept-encoding': 'gzip' } });
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(Number(answer.headers.get('content-length'))).toBeLessThanOrEqual(5 * 1024);
  expect(await answer.text()).not.toMatch(/\bimport\b|\bexport\b|%settings%/);
  await app.stop();
});
