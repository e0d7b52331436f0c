// Makes the pictures of the staff guide: the Playground with a chat, its log panel with a trace, and a card as Teams shows it.
import type { Browser, Locator, Page } from 'playwright-core';
import { phrase } from '../test/support/chat-view';
import { type Playground, startPlayground } from '../test/support/playground';
import { openPlaygroundPage, type PlaygroundPage } from '../test/support/playground-page';
import type { RunningApp } from '../test/support/running-app';
import { walk, wordsAt } from '../test/support/screening-walk';

const SIZE = { width: 1280, height: 800 };
/** So narrow that the list of chats gives way to the chat, and long buttons have room. The head of the page has not, then. */
const NARROW = { width: 1200, height: 800 };
const HEAD = 48;
/** So high that a whole trace stands in the log panel, and a whole card in the chat. */
const HIGH = { width: 1280, height: 2600 };
const MARGIN = 16;
const ABOVE_CARD = 36;
const COLUMN = { x: 330, width: 620 };

interface Studio {
  readonly app: RunningApp;
  readonly browser: Browser;
  readonly picture: (page: Page, name: string, clip?: Box) => Promise<void>;
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

export async function makePlaygroundPictures(studio: Studio): Promise<void> {
  const { picture } = studio;
  await onChannel(studio, 'emulator', async (playground, chat) => {
    const { page } = chat;
    await picture(page, 'playground-start');
    await page.setViewportSize(NARROW);
    await playground.turn(() => chat.say('is it painful without numbing cream'));
    await chat.openTrace(2);
    await boxOfTrace(page);
    await picture(page, 'playground', { ...NARROW, x: 0, y: HEAD, height: NARROW.height - HEAD });
    await page.setViewportSize(HIGH);
    await picture(page, 'playground-trace', await boxOfTrace(page));
  });
  await onChannel(studio, 'msteams', async (playground, chat) => {
    await walk(await playground.turn(() => chat.say(phrase('choice-screening'))), (question) =>
      playground.turn(() => chat.say(wordsAt(question))),
    );
    await chat.message(phrase('verdict-no-diagnosis')).waitFor();
    await chat.page.setViewportSize(HIGH);
    await picture(chat.page, 'playground-card', await boxOfLastCards(chat.page));
  });
}

async function onChannel(
  { app, browser }: Studio,
  channelId: string,
  act: (playground: Playground, chat: PlaygroundPage) => Promise<void>,
): Promise<void> {
  const playground = await startPlayground(app, channelId);
  try {
    const chat = await openPlaygroundPage(browser, playground.url, { viewport: SIZE });
    await chat.button(phrase('choice-screening')).waitFor();
    await act(playground, chat);
    await chat.page.context().close();
  } finally {
    await playground.stop();
  }
}

/** The part of the log panel that is about the turn, from the label on; it is scrolled to. */
async function boxOfTrace(page: Page): Promise<Box> {
  const { x, y, width, height } = (await page.evaluate(SCROLL_TO_LABEL)) as Box;
  // Above it stands the rest of another line.
  return { x: x - MARGIN, y, width: width + 2 * MARGIN, height: height + MARGIN };
}

const SCROLL_TO_LABEL = `(() => {
  const panel = [...document.querySelectorAll('[contenteditable][spellcheck="false"]')].at(-1);
  const texts = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT);
  do texts.nextNode(); while (!texts.currentNode.data.includes('"label"'));
  const range = document.createRange();
  range.selectNodeContents(panel);
  range.setStart(texts.currentNode, texts.currentNode.data.indexOf('"label"'));
  panel.scrollTop += range.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  return range.getBoundingClientRect().toJSON();
})()`;

/** The column of the chat from the second to last card on, with the line that says who speaks. */
async function boxOfLastCards(page: Page): Promise<Box> {
  const cards = page.locator('.ac-adaptiveCard');
  const [first, last] = await Promise.all([cards.nth(-2).boundingBox(), cards.last().boundingBox()]);
  if (!first || !last) throw new Error('There are no cards.');
  const y = first.y - ABOVE_CARD;
  return { ...COLUMN, y, height: last.y + last.height + MARGIN - y };
}
