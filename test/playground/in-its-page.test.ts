// The bot in the page of Microsoft's 365 Agents Playground, in a real browser, as clinic staff try it.
import type { Browser } from 'playwright-core';
import { describeInBrowser, launchBrowser } from '../support/browser';
import { content, phrase, question } from '../support/chat-view';
import { viewOf } from '../support/message-view';
import { type BotTurn, type Playground, startPlayground } from '../support/playground';
import { openPlaygroundPage, type PlaygroundPage } from '../support/playground-page';
import { type RunningApp, startApp } from '../support/running-app';
import { buttonAt, WALK_ENDS, walk } from '../support/screening-walk';

jest.setTimeout(120_000);

const { questions, choices } = content.screening;
const GREETING = 'I am the automatic assistant of';

let app: RunningApp;
let browser: Browser;
let playground: Playground;
let chat: PlaygroundPage;

/** A Playground and a page for the tests of one group; the page is open, and the greeting in it. */
function onChannel(channelId: string): void {
  beforeAll(async () => {
    app = await startApp();
    playground = await startPlayground(app, channelId);
    browser = await launchBrowser();
    chat = await openPlaygroundPage(browser, playground.url);
    await chat.button(phrase('choice-screening')).waitFor();
  });
  // It throws where a card is not what Adaptive Cards allow and Teams draws.
  afterEach(() => {
    for (const activity of playground.posted()) if (activity.type === 'message') viewOf(activity);
  });
  afterAll(async () => {
    await browser?.close();
    await playground?.stop();
    await app?.stop();
  });
}

/** Presses the button of the walk once the page asks the question. */
async function pressAt(id: string): Promise<BotTurn> {
  const number = questions.findIndex((candidate) => candidate.id === id) + 1;
  if (number > 0) await chat.message(question(number)).first().waitFor();
  return playground.turn(() => chat.press(buttonAt(id)));
}

describeInBrowser('in the page of the Playground, on emulator', () => {
  onChannel('emulator');

  test('it greets once; a whole screening goes by buttons, and the log panel shows which rule fired', async () => {
    expect(await chat.message(GREETING).count()).toBe(1);
    expect((await chat.openTrace(1)).value).toMatchObject({ route: 'welcome', question: null });
    const turns = await walk(await playground.turn(() => chat.press(phrase('choice-screening'))), pressAt);
    expect(turns.at(-1)?.trace).toMatchObject(WALK_ENDS);
    await chat.message(phrase('verdict-no-diagnosis')).waitFor();
    expect((await chat.openTrace(turns.length + 1)).value).toMatchObject({ question: null, ...WALK_ENDS });
  });

  test('loaded anew it does not greet again; a typed question is answered, and the log panel shows why', async () => {
    await chat.page.reload();
    await chat.log.getByText('conversationUpdate 200').waitFor();
    await playground.turn(() => chat.say('does it hurt?'));
    await chat.message(content.entries.find(({ id }) => id === 'pain')?.section ?? '').waitFor();
    expect(await chat.message(GREETING).count()).toBe(0);
    const { name, label, value } = await chat.openTrace(1);
    expect({ name, label }).toEqual({
      name: 'preconsult.route',
      label: expect.stringMatching(/^answer \(\d+ % sure\); answered: pain$/),
    });
    expect(value).toEqual({
      route: 'answer',
      topics: ['pain'],
      choices: [],
      question: null,
      verdict: null,
      confidence: expect.any(Number),
      language: 'en',
      rules: [],
      alarm: null,
      candidates: expect.arrayContaining([
        { kind: 'entry', id: 'pain', score: expect.any(Number), words: expect.arrayContaining(['hurt']) },
      ]),
    });
  });
});

describeInBrowser('in the page of the Playground, on msteams', () => {
  onChannel('msteams');

  test('it greets once; a whole screening goes by cards, each shows what was chosen, and the page draws all of them', async () => {
    expect(await chat.message(GREETING).count()).toBe(1);
    const turns = await walk(await playground.turn(() => chat.press(phrase('choice-screening'))), pressAt);
    expect(turns.at(-1)?.trace).toMatchObject(WALK_ENDS);
    await chat.message(phrase('verdict-no-diagnosis')).waitFor();
    // The buttons are gone where they were pressed, and the words of the choice stand there instead.
    for (const title of [buttonAt('consent'), buttonAt('age'), buttonAt('botox'), buttonAt('review')]) {
      await chat.button(title).first().waitFor({ state: 'detached' });
      expect(await chat.message(new RegExp(`^${title}$`)).count()).toBeGreaterThan(0);
    }
    // It warns there of what a card has and it cannot draw.
    expect(await chat.log.innerText()).not.toContain('not supported');
    expect(chat.errors).toEqual([]);
  });

  test('the button of a card whose question was answered by typing changes nothing', async () => {
    await playground.turn(() => chat.say('delete my data'));
    await playground.turn(() => chat.say('check if I should wait'));
    await playground.turn(() => chat.say('yes'));
    await chat.message(question(1)).nth(1).waitFor();
    await playground.turn(() => chat.say('34'));
    await chat.message(question(2)).nth(1).waitFor();
    const stale = await playground.turn(() => chat.press(choices['under-22']));
    expect(stale.trace).toMatchObject({ route: 'stale-button', question: questions[1]?.id, verdict: null });
    await chat.message(phrase('stale-button')).waitFor();
  });

  test('in a group chat it greets once, and who calls it to have their health checked is sent to the private chat', async () => {
    await chat.openChat('Group Chat');
    await chat.message(GREETING).waitFor();
    expect(await chat.message(GREETING).count()).toBe(1);
    expect(await chat.button(phrase('choice-screening')).count()).toBe(0);
    const asked = await playground.turn(() => chat.mention('check if I should wait'));
    expect(asked.trace).toMatchObject({ route: 'private', question: null });
    await chat.message(phrase('private-only')).waitFor();
    expect(await chat.button(phrase('choice-agree')).count()).toBe(0);
  });
});
