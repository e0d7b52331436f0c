// Makes the pictures of the README and of the staff guide from the real service: the sample page with the chat, a verdict, a summary,
// and the Playground.
import { join } from 'node:path';
import type { Page, PageScreenshotOptions } from 'playwright-core';
import { launchBrowser } from '../test/support/browser';
import {
  beginCheck,
  type ChatView,
  chatOf,
  content,
  openPage,
  phrase,
  question,
  word,
} from '../test/support/chat-view';
import { startApp } from '../test/support/running-app';
import { makePlaygroundPictures } from './playground-pictures';

const FOLDER = join(__dirname, '..', 'docs', 'images');
const SIZE = { viewport: { width: 1000, height: 720 }, deviceScaleFactor: 1 };
const { choices, questions } = content.screening;

async function makeScreenshots(): Promise<void> {
  const app = await startApp({ CLINIC_NAME: 'Clearwater Skin Clinic' });
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, app.url, SIZE);
    await page.getByRole('button', { name: word('widget-open') }).click();
    const framed = chatOf(page.frameLocator('iframe'));
    await framed.welcome();
    await framed.say('does it hurt?');
    await framed.sees('During Your Visit');
    await picture(page, 'page');

    const alone = await openPage(browser, `${app.url}/chat`, SIZE);
    await finishCheck(chatOf(alone.page));
    await picture(alone.page, 'verdict');
    await alone.page.getByRole('button', { name: word('summary'), exact: true }).click();
    await alone.page.getByText(word('summary-title')).waitFor();
    await picture(alone.page, 'summary');

    await makePlaygroundPictures({ app, browser, picture });
  } finally {
    await browser.close();
    await app.stop();
  }
}

async function finishCheck(chat: ChatView): Promise<void> {
  await chat.welcome();
  await chat.say('can i get it on my tattoo?');
  await chat.sees('I have kept your question');
  await beginCheck(chat);
  await chat.tap(choices['22-or-over']);
  for (const [index, { id }] of questions.entries()) {
    if (index === 0) continue;
    await chat.sees(question(index + 1));
    await chat.tap(id === 'botox' ? choices.yes : choices.no);
  }
  await chat.tap(phrase('choice-confirm'));
  await chat.sees(phrase('verdict-no-diagnosis'));
}

async function picture(page: Page, name: string, clip?: PageScreenshotOptions['clip']): Promise<void> {
  // What moves has come to rest: the list scrolls to its end softly.
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), ...(clip ? { clip } : {}) });
}

void makeScreenshots();
