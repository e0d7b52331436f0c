// Starting and stopping: faults tell what to do, and a turn at hand is finished.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../../src/app';
import { parseConfig } from '../../src/config';
import { messageActivity } from '../support/activities';
import { startChannel } from '../support/channel-server';
import { copyFolder } from '../support/content-copy';
import { post, startApp } from '../support/running-app';
import { spawnMain } from '../support/service-process';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'app-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the real main in a process of its own; `onOutput` may talk to it. */
function runMain(
  settings: Record<string, string>,
  onOutput: (output: string, stop: () => void) => void = () => undefined,
): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawnMain(folder, { TMPDIR: tmpdir(), ...settings });
    let output = '';
    let errors = '';
    child.stdout?.on('data', (data: Buffer) => {
      output += data.toString();
      onOutput(output, () => child.kill('SIGTERM'));
    });
    child.stderr?.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    child.on('close', (code) => resolve({ code, output, errors }));
  });
}

/** A connection on which this much is sent and no more. */
function openHalf(url: string, text: string): { readonly opened: Promise<void>; readonly closed: Promise<void> } {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  return {
    opened: new Promise((resolve) => socket.write(text, () => resolve())),
    closed: new Promise((resolve) => socket.on('close', () => resolve())),
  };
}

test('stopping finishes the turn at hand, takes no new one, and does not wait for callers who have sent half a request', async () => {
  const channel = await startChannel();
  const app = await startApp();
  let arrived = (): void => undefined;
  let release = (): void => undefined;
  const reached = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  channel.behave(() => {
    arrived();
    return held;
  });
  const turn = post(app, messageActivity({ serviceUrl: channel.url, deliveryMode: 'normal' }));
  await reached;
  const { url } = app;
  const halves = ['', 'POST /api/mess', 'GET /healthz HTTP/1.1\r\nHost: x\r\n'].map((text) => openHalf(url, text));
  await Promise.all(halves.map(({ opened }) => opened));
  const stopped = app.stop();
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  release();
  expect((await turn).status).toBe(200);
  const answered = performance.now();
  await stopped;
  await Promise.all(halves.map(({ closed }) => closed));
  expect(performance.now() - answered).toBeLessThan(2000);
  expect(channel.received.length).toBeGreaterThan(0);
  await channel.stop();
});

test('content that is broken stops the start, with what and where', () => {
  const copy = copyFolder();
  copy.edit('en/screening.yaml', (text) => text.replace('ask:', 'aks:'));
  const config = parseConfig({ PORT: '0', STATE_URL: `file:${join(folder, 'content.db')}` });
  expect(() => createApp(config, { contentFolder: copy.folder })).toThrow(/screening\.yaml/);
  copy.remove();
});

test('a language without a folder stops the start, and the ones that there are are named', () => {
  const config = parseConfig({ PORT: '0', LANGUAGES: 'en,tlh', STATE_URL: `file:${join(folder, 'languages.db')}` });
  expect(() => createApp(config)).toThrow(
    expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringMatching(/names tlh.*has en, es/) }),
  );
});

// In one test, so that the processes start side by side.
test('main tells of wrong settings, a port in use and a state file that cannot be written, exits 1 without a stack, and 0 on SIGTERM', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(0, '127.0.0.1', resolve);
  });
  const port = String((other.address() as AddressInfo).port);
  writeFileSync(join(folder, 'a-file'), '');
  const state = (name: string) => ({ STATE_URL: `file:${join(folder, name)}` });
  let asked = false;
  const [settings, used, unwritable, stopped] = await Promise.all([
    runMain({ PORT: 'many', MicrosoftAppPassword: 'pass-word' }),
    runMain({ PORT: port, ...state('used.db') }),
    runMain(state('a-file/state.db')),
    runMain(state('term.db'), (said, stop) => {
      if (asked || !said.includes('"event":"started"')) return;
      asked = true;
      stop();
    }),
  ]);
  await new Promise((resolve) => {
    other.close(resolve);
  });
  expect([settings, used, unwritable].map(({ code }) => code)).toEqual([1, 1, 1]);
  expect(settings.errors).toMatch(/CONFIG_INVALID\n.*\n?.*- PORT: must be a whole number/s);
  expect(used.errors).toMatch(/PORT_UNAVAILABLE\n.*Set PORT to a free one/s);
  expect(unwritable.errors).toMatch(/STATE_UNREACHABLE\n.*Set STATE_URL/s);
  expect(stopped).toMatchObject({ code: 0, errors: '' });
  expect(stopped.output).toContain('"event":"stopped"');
  for (const { output, errors } of [settings, used, unwritable]) {
    expect(errors + output).not.toMatch(/^\s+at /m);
    expect(errors + output).not.toContain('pass-word');
  }
});
