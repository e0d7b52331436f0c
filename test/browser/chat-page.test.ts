// The chat on its page, in a real browser: Web Chat against our own Direct Line, with eyes, a keyboard and axe.
import type { Browser, Page } from 'playwright-core';
import { LONGEST_TEXT } from '../../src/directline/activity';
import { describeInBrowser, launchBrowser } from '../support/browser';
import {
  beginCheck,
  type ChatView,
  CLINIC,
  chatOf,
  content,
  DESKTOP,
  openPage,
  PHONE,
  phrase,
  question,
  violations,
  type WatchedPage,
  word,
} from '../support/chat-view';
import { type RunningApp, startApp } from '../support/running-app';

jest.setTimeout(120_000);

const { questions, choices } = content.screening;

describeInBrowser('the chat page', () => {
  let app: RunningApp;
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;
  let chat: ChatView;

  const open = async (options = DESKTOP as Parameters<typeof openPage>[2]): Promise<void> => {
    opened = await openPage(browser, `${app.url}/chat`, options);
    page = opened.page;
    chat = chatOf(page);
    await chat.welcome();
  };

  beforeAll(async () => {
    app = await startApp({ CLINIC_NAME: CLINIC, CLINIC_BOOKING_URL: 'https://clinic.example/book' });
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

  test('welcomes the patient, once, and answers a question', async () => {
    await open();
    await chat.say('does it hurt?');
    await chat.sees('During Your Visit');
    expect(await chat.count('I am the automatic assistant of')).toBe(1);
    expect(await page.title()).toContain(CLINIC);
  });

  test('shows no way to send a file and no microphone', async () => {
    await open();
    expect(await page.locator('.webchat__send-box input[type="file"], .webchat__send-box [class*="mic"]').count()).toBe(
      0,
    );
    await page.evaluate(`{
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'skin.png', { type: 'image/png' }));
      const target = document.querySelector('[data-id="webchat-sendbox-input"]');
      for (const kind of ['dragenter', 'dragover', 'drop'])
        target.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }`);
    await chat.say('what is it?');
    await chat.sees('What Is Microneedling?');
    expect(await page.getByText('skin.png').count()).toBe(0);
  });

  test('the box takes no more than a message may have, and says so', async () => {
    await open();
    const full = page.getByText(word('message-full'));
    await chat.input.focus();
    await page.keyboard.insertText(`does it hurt? ${'a'.repeat(LONGEST_TEXT - 15)}`);
    expect(await full.count()).toBe(0);
    await page.keyboard.insertText('bcd');
    await full.waitFor();
    expect((await chat.input.inputValue()).length).toBe(LONGEST_TEXT);
    expect(await violations(page)).toEqual([]);
    await chat.input.press('Enter');
    await full.waitFor({ state: 'detached' });
    await chat.button(phrase('choice-screening')).or(page.locator('.webchat__bubble--from-user')).first().waitFor();
    await page.locator('.webchat__typing-indicator').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Retry' }).count()).toBe(0);
  });

  test('from send to reply it takes less than a second', async () => {
    await open();
    const taken: number[] = [];
    for (const [words, section] of [
      ['does it hurt?', 'During Your Visit'],
      ['what are the side effects?', 'Risks'],
      ['how long is the recovery?', 'After Your Visit'],
    ] as const) {
      await chat.input.fill(words);
      const sent = performance.now();
      await chat.input.press('Enter');
      await chat.sees(section);
      taken.push(performance.now() - sent);
    }
    const [, middle] = taken.sort((one, other) => one - other);
    expect(middle).toBeLessThan(1_000);
  });

  test.each([
    ['on a desktop, in the light', { ...DESKTOP, colorScheme: 'light' as const }],
    ['on a desktop, in the dark', { ...DESKTOP, colorScheme: 'dark' as const }],
    ['on a phone, in the light', { ...PHONE, colorScheme: 'light' as const }],
    ['on a phone, in the dark', { ...PHONE, colorScheme: 'dark' as const }],
  ])('%s, axe finds no fault with any state, and a whole screening is clicked through', async (_where, options) => {
    await open(options);
    expect({ at: 'welcome', found: await violations(page) }).toEqual({ at: 'welcome', found: [] });
    await beginCheck(chat);
    expect({ at: 'question', found: await violations(page) }).toEqual({ at: 'question', found: [] });
    await chat.tap(choices['22-or-over']);
    for (const number of questions.keys()) {
      if (number === 0) continue;
      await chat.sees(question(number + 1));
      await chat.tap(questions[number]?.id === 'botox' ? choices.yes : choices.no);
    }
    await chat.tap(phrase('choice-change'));
    await chat.sees(phrase('change'));
    expect({ at: 'change', found: await violations(page) }).toEqual({ at: 'change', found: [] });
    await chat.tap(phrase('choice-keep'));
    await chat.tap(phrase('choice-confirm'));
    await chat.sees(phrase('verdict-avoid'));
    expect({ at: 'verdict', found: await violations(page) }).toEqual({ at: 'verdict', found: [] });

    await page.getByRole('button', { name: word('summary'), exact: true }).click();
    await page.getByText(word('summary-title')).waitFor();
    expect({ at: 'summary', found: await violations(page) }).toEqual({ at: 'summary', found: [] });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: word('start-over'), exact: true }).click();
    expect({ at: 'start over', found: await violations(page) }).toEqual({ at: 'start over', found: [] });
    await page.getByRole('button', { name: word('start-over-keep') }).click();

    await opened.context.setOffline(true);
    await page.getByText(word('status-offline')).waitFor();
    expect({ at: 'offline', found: await violations(page) }).toEqual({ at: 'offline', found: [] });
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test('a whole screening is typed, and reloaded in the middle nothing of it is lost', async () => {
    await open();
    await chat.say('check if I should wait');
    await chat.sees('Is that all right');
    await chat.say('yes please');
    await chat.sees(question(1));
    await chat.say('I am 41');
    await chat.sees(question(2));
    await chat.say('no');
    await chat.sees(question(3));
    await page.reload();
    await chat.sees(question(3));
    expect(await chat.count(question(2))).toBe(1);
    expect(await chat.count('I am 41')).toBe(1);
    expect(await chat.count('I am the automatic assistant of')).toBe(1);
    for (let number = 3; number <= questions.length; number += 1) {
      await chat.sees(question(number));
      await chat.say('no');
    }
    await chat.sees('Is this right?');
    await chat.say('yes');
    await chat.sees(phrase('verdict-no-exclusion-found'));
  });

  test('two taps on one button are one answer', async () => {
    await open();
    await beginCheck(chat);
    await chat.tap(choices['22-or-over']);
    await chat.sees(question(2));
    await chat.button(choices.no).dblclick();
    await chat.sees(question(3));
    await chat.say('my answers');
    await chat.sees(question(3));
    expect(await chat.count(question(4))).toBe(0);
  });

  test('the typing indicator shows while a reply is on its way', async () => {
    await open();
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/activities', async (route) => {
      await held;
      await route.continue();
    });
    await chat.say('does it hurt?');
    await page.locator('.webchat__typing-indicator').waitFor();
    release();
    await chat.sees('During Your Visit');
    await page.locator('.webchat__typing-indicator').waitFor({ state: 'detached' });
  });
});
