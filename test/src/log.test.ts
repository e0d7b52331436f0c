// Logs hold ids, codes, places and times. No word that a patient wrote, and no answer, whatever goes wrong.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createLog, errorFields } from '../../src/log';
import { messageActivity } from '../support/activities';
import { startChannel } from '../support/channel-server';
import { createPatient, post, startApp } from '../support/running-app';

jest.setTimeout(30_000);

const WORDS = 'zebrafish';

/** An error such as libraries throw: the value that they choked on is in the message, and what looks like a stack. */
function chokedOn(text: string): Error {
  return new Error(`Unexpected token in "${text}"\n    at ${text} (/${text}.ts:1:1)\n    at ${text}:2:2`);
}

test('an error is told by its class, code and place, never by its message', () => {
  const error = Object.assign(chokedOn(WORDS), { code: 'SQLITE_FULL', cause: chokedOn(WORDS) });
  const fields = errorFields(error);
  expect(JSON.stringify(fields)).not.toContain(WORDS);
  expect(fields).toMatchObject({ error: 'Error', code: 'SQLITE_FULL', cause: { error: 'Error', code: 'TURN_FAILED' } });
  expect((fields.at as string[])[0]).toContain('log.test.ts');
});

test.each([
  ['a text', WORDS],
  ['an object', { message: WORDS }],
  ['an error whose name is the patient’s', Object.assign(new Error('x'), { name: WORDS, code: WORDS })],
  ['an error whose message was changed later', Object.assign(chokedOn(WORDS), { message: 'other' })],
  ['an error without a stack', Object.assign(new Error(WORDS), { stack: undefined })],
  [
    'what JSON says of broken text',
    (() => {
      try {
        return JSON.parse(`{"a":${WORDS}`);
      } catch (error) {
        return error;
      }
    })(),
  ],
  ['what a dialog wraps', Object.assign(new Error(WORDS), { error: chokedOn(WORDS) })],
])('%s, thrown, does not bring its words into the log', (_what, thrown) => {
  expect(JSON.stringify(errorFields(thrown))).not.toContain(WORDS);
});

test('an error that is its own cause is told once and not for ever', () => {
  const error: Error & { cause?: unknown } = new Error('x');
  error.cause = error;
  expect(JSON.stringify(errorFields(error)).length).toBeLessThan(10_000);
});

test('what a dialog throws is told from inside botbuilder’s wrapping', () => {
  const wrapping = Object.assign(new Error('x'), { error: Object.assign(new RangeError('y'), { code: 'DEEP' }) });
  expect(errorFields(wrapping)).toMatchObject({ cause: { error: 'RangeError', code: 'DEEP' } });
});

test('a whole conversation with every fault leaves no word of the patient in the log', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const file = join(folder, 'state.db');
  const lines: string[] = [];
  const app = await startApp(
    { STATE_URL: `file:${file}` },
    { log: createLog('debug', { write: (line) => void lines.push(line) }) },
  );
  const channel = await startChannel();
  const patient = createPatient(app);
  const arrival = await patient.send({ type: 'conversationUpdate', membersAdded: [{ id: WORDS, name: WORDS }] });
  const consent = await patient.say(arrival.buttons[1] ?? '');
  await patient.say(consent.buttons[0] ?? '');
  for (const text of ['47', 'no', `${WORDS} keloid`, 'not sure', `I have ${WORDS}`, 'start over', `does ${WORDS} hurt`])
    await patient.say(text);
  await post(app, `{"text":"${WORDS}`);
  await post(app, { text: WORDS });
  await post(app, messageActivity({ text: WORDS, serviceUrl: `http://${WORDS}.example`, deliveryMode: 'normal' }));
  await fetch(`${app.url}/${WORDS}?${WORDS}`);
  channel.behave('fail');
  const named = { channelId: WORDS, from: { id: WORDS }, conversation: { id: WORDS }, text: WORDS };
  await post(app, messageActivity({ ...named, serviceUrl: `${channel.url}/${WORDS}/`, deliveryMode: 'normal' }));
  const other = new Database(file);
  other.exec('DROP TABLE items');
  other.close();
  const apology = await patient.say(`${WORDS} 47`);
  expect(apology.text).not.toContain(WORDS);
  expect((await fetch(`${app.url}/readyz`)).status).toBe(503);
  await app.stop();
  await channel.stop();
  rmSync(folder, { recursive: true });

  // The clock, the port and the line numbers may hold any number.
  const log = lines.join('').replace(/"(?:time|milliseconds|url)":[^,}]+|:\d+:\d+/g, '');
  expect(log).not.toMatch(/zebrafish|\b47\b|keloid|hurt/i);
  const events = lines.map((line) => JSON.parse(line) as { event: string; code?: string });
  expect(events.filter(({ event }) => event === 'turn-failed').map(({ code }) => code)).toContain('STATE_UNREACHABLE');
});
