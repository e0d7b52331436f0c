// What outlives the end of the process: a screening at each of its steps, the turn at hand, and a change of the content.
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../knowledge';
import { copyFolder } from '../support/content-copy';
import { saysPhrase } from '../support/phrase-matcher';
import { createPatient, messageFrom, type Patient, startApp } from '../support/running-app';
import { type ServiceProcess, startService } from '../support/service-process';

const content = loadContent();
const IDS = content.screening.questions.map(({ id }) => id);

/** What is said at each step of a screening, and the question that is open after it. */
const STEPS: readonly (readonly [say: string, question: string | null])[] = [
  ['check if I should wait', 'consent'],
  ['yes', IDS[0] ?? ''],
  ...IDS.map((id, at): [string, string] => [id === 'age' ? '30' : 'no', IDS[at + 1] ?? 'review']),
  ['yes', null],
];

async function takeSteps(patient: Patient, from: number, to: number): Promise<(string | null | undefined)[]> {
  const questions: (string | null | undefined)[] = [];
  for (const [say] of STEPS.slice(from, to)) questions.push((await patient.say(say)).trace?.question);
  return questions;
}

const questionsOf = (from: number, to: number): (string | null)[] =>
  STEPS.slice(from, to).map(([, question]) => question);

describe('a process that is ended', () => {
  let folder: string;
  let service: ServiceProcess;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'preconsult-'));
    service = await startService(folder);
  }, 30_000);
  afterAll(async () => {
    await service?.end('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  test('killed at any step of the screening, the next reply goes on with the right question', async () => {
    // One patient for each step, so that one kill serves them all.
    const current = { url: service.url };
    const patients = STEPS.map(() => createPatient(current));
    const asked = await Promise.all(patients.map((patient, step) => takeSteps(patient, 0, step)));
    expect(asked).toEqual(STEPS.map((_, step) => questionsOf(0, step)));
    expect(await service.end('SIGKILL')).toBeNull();

    service = await startService(folder);
    current.url = service.url;
    const rest = await Promise.all(patients.map((patient, step) => takeSteps(patient, step, STEPS.length)));
    expect(rest).toEqual(STEPS.map((_, step) => questionsOf(step, STEPS.length)));
  }, 30_000);

  test('SIGTERM ends it with code 0, after the turn at hand was answered', async () => {
    const { answer, sendBody } = await beginMessage(service.url);
    const code = service.end('SIGTERM');
    await service.logged('stopping');
    sendBody(JSON.stringify(messageFrom('somebody in a hurry', 'Does microneedling hurt?')));
    const { status, body } = await answer;
    expect(status).toBe(200);
    expect(saysPhrase(content, body.activities[0]?.text ?? '', 'answer')).toBe(true);
    expect(await code).toBe(0);
  }, 30_000);
});

interface Answer {
  readonly status: number | undefined;
  readonly body: { readonly activities: readonly { readonly text?: string }[] };
}

/** Begins a message; once this resolves the service has taken the request, and waits for its body. */
async function beginMessage(url: string): Promise<{ answer: Promise<Answer>; sendBody: (body: string) => void }> {
  const headers = { 'content-type': 'application/json', expect: '100-continue' };
  const message = request(`${url}/api/messages`, { method: 'POST', headers });
  const answer = new Promise<Answer>((resolve, reject) => {
    message.once('error', reject).once('response', async (response) => {
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      resolve({ status: response.statusCode, body: JSON.parse(text) });
    });
  });
  message.flushHeaders();
  await new Promise((resolve) => message.once('continue', resolve));
  return { answer, sendBody: (body) => message.end(body) };
}

test('content that changed between two starts restarts the screening politely, and takes no message for an answer', async () => {
  const copy = copyFolder();
  // One language: it has to be learned anew.
  const app = await startApp({ LANGUAGES: 'en' });
  try {
    const patient = createPatient(app);
    await takeSteps(patient, 0, 4);
    const ask = content.screening.questions[0]?.ask ?? '';
    copy.edit('en/screening.yaml', (text) => text.replace(ask, `${ask} Thank you.`));
    await app.restart({ contentFolder: copy.folder });

    const reply = await patient.say('no');
    expect(saysPhrase(content, reply.text, 'content-changed')).toBe(true);
    expect(saysPhrase(content, reply.text, 'noted')).toBe(false);
    expect(reply.trace?.question).toBe('consent');
    const [agreed, asked] = [await patient.say('yes'), await patient.say('my answers')];
    expect(agreed.trace?.question).toBe('age');
    expect(agreed.text).toContain(`${ask} Thank you.`);
    expect(saysPhrase(content, asked.text, 'review-nothing')).toBe(true);
  } finally {
    await app.stop();
    copy.remove();
  }
}, 30_000);
