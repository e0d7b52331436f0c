// A real browser for tests: whichever Chrome, Chromium or Edge is on the machine. Without one the tests are skipped, and say
// so; where CI is set, they fail instead.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Nothing that phones home: the machine's own traffic is none of our tests. */
const ARGUMENTS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const { LOCALAPPDATA = '', PROGRAMFILES = '', 'PROGRAMFILES(X86)': PROGRAMFILES_X86 = '' } = process.env;
const PLACES: Readonly<Record<string, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/snap/bin/chromium',
    '/usr/bin/google-chrome',
    '/opt/google/chrome/chrome',
    '/usr/bin/microsoft-edge',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [LOCALAPPDATA, PROGRAMFILES, PROGRAMFILES_X86].flatMap((folder) => [
    join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]),
};

/** The browser's program, or undefined where there is none. */
export function findBrowser(): string | undefined {
  const named = process.env.PRECONSULT_BROWSER ?? process.env.CHROME_PATH;
  if (named) return named;
  return (PLACES[process.platform] ?? []).find((place) => existsSync(place));
}

export async function launchBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(NO_BROWSER);
  // The browser's own walls cannot be put up by root, as whom containers run.
  return chromium.launch({ executablePath, args: ARGUMENTS, chromiumSandbox: process.getuid?.() !== 0 });
}

const NO_BROWSER =
  'No Chrome, Chromium or Edge was found. Install one, or set PRECONSULT_BROWSER to the path of its program.';

/** A group of tests that needs a browser. */
export function describeInBrowser(name: string, body: () => void): void {
  if (findBrowser() !== undefined) {
    describe(name, body);
  } else if (process.env.CI) {
    test(`${name}: a browser is there`, () => {
      throw new Error(NO_BROWSER);
    });
  } else {
    process.stderr.write(`Skipped: ${name}. ${NO_BROWSER}\n`);
    // biome-ignore lint/suspicious/noSkippedTests: it says why, and CI does not let it pass.
    describe.skip(name, body);
  }
}
