// On the smallest phones: a long message is read from its beginning.
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { type ChatView, CLINIC, chatOf, openPage, phrase, violations, type WatchedPage } from '../support/chat-view';
import { type RunningApp, startApp } from '../support/running-app';

jest.setTimeout(120_000);

describeInBrowser('on a small phone', () => {
  let app: RunningApp;
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;
  let chat: ChatView;

  beforeAll(async () => {
    app = await startApp({ CLINIC_NAME: CLINIC });
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

  /** Once nothing moves any more, the beginning of the last message of the bot is in sight. */
  const beginsInSight = async (): Promise<void> => {
    await page.evaluate(BEGINS_IN_SIGHT);
  };

  test.each([
    [320, 568],
    [360, 640],
  ])('of %i by %i pixels, welcome and answers are seen from their beginning', async (width, height) => {
    opened = await openPage(browser, `${app.url}/chat`, {
      viewport: { width, height },
      isMobile: true,
      hasTouch: true,
    });
    page = opened.page;
    chat = chatOf(page);
    await chat.welcome();
    await beginsInSight();
    expect(await page.evaluate('document.querySelector(".bar").offsetHeight')).toBeLessThan(90);
    expect(await violations(page)).toEqual([]);
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    await beginsInSight();
    await chat.say('check if I should wait');
    await chat.sees('Is that all right');
    await chat.tap(phrase('choice-agree'));
    await chat.sees(/Question 1 of/);
    await beginsInSight();
  });
});

/** Resolves once the beginning has been in sight, at one place, for half a second. */
const BEGINS_IN_SIGHT = `new Promise((resolve, reject) => {
  const list = document.querySelector('.webchat__basic-transcript__scrollable');
  let still = {};
  const until = performance.now() + 15_000;
  const look = () => {
    const now = performance.now();
    const last = [...list.querySelectorAll('.webchat__bubble:not(.webchat__bubble--from-user)')].at(-1);
    const top = last.getBoundingClientRect().top;
    const area = list.getBoundingClientRect();
    if (still.top !== top) still = { top, since: now };
    if (now - still.since > 500 && top >= area.top - 1 && top < area.bottom) resolve();
    else if (now > until) reject(new Error('It begins at ' + top + ', and the list at ' + area.top));
    else requestAnimationFrame(look);
  };
  look();
})`;
