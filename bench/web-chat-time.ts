// How long a patient waits in a real browser: from opening the chat to the welcome, and from send to reply.
// Run: npx tsx bench/web-chat-time.ts
import { launchBrowser } from '../test/support/browser';
import { chatOf, openPage } from '../test/support/chat-view';
import { startApp } from '../test/support/running-app';

const ROUNDS = 5;
const QUESTIONS = [
  ['does it hurt?', 'During Your Visit'],
  ['what are the side effects?', 'Risks'],
  ['how long is the recovery?', 'After Your Visit'],
] as const;

async function measure(): Promise<void> {
  const app = await startApp();
  const browser = await launchBrowser();
  const opening: number[] = [];
  const replying: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    const { context, page } = await openPage(browser, `${app.url}/chat`);
    const chat = chatOf(page);
    await chat.welcome();
    opening.push(performance.now() - started);
    for (const [words, section] of QUESTIONS) {
      await chat.input.fill(words);
      const sent = performance.now();
      await chat.input.press('Enter');
      await chat.sees(section);
      replying.push(performance.now() - sent);
    }
    await context.close();
  }
  await browser.close();
  await app.stop();
  process.stdout.write(`from opening to the welcome, nothing cached: ${figures(opening)}\n`);
  process.stdout.write(`from send to reply: ${figures(replying)}\n`);
}

function figures(all: number[]): string {
  const sorted = [...all].sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return `${Math.round(middle)} ms at the median, ${Math.round(sorted.at(-1) ?? Number.NaN)} ms at most (${all.length} times)`;
}

void measure();
