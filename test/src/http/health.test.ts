// /healthz, /readyz and /metrics: what they say, and what callers cannot make them say.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadContent } from '../../../knowledge';
import { messageActivity } from '../../support/activities';
import { post, type RunningApp, startApp } from '../../support/running-app';

jest.setTimeout(30_000);

let app: RunningApp;
const folder = mkdtempSync(join(tmpdir(), 'health-'));
beforeAll(async () => {
  app = await startApp({ STATE_URL: `file:${join(folder, 'state.db')}` });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  // The store cannot be closed in order when its file is gone.
  await app.stop().catch(() => undefined);
});

async function answerOf(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(app.url + path);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

test('metrics count turns by route and channel, and hold no word of a caller', async () => {
  for (const channelId of ['needle-a', 'needle"} 1', '__proto__', 'constructor', 'needle\nneedle 1']) {
    const activity = messageActivity({
      channelId,
      from: { id: 'needle', name: 'needle' },
      text: 'needle',
      locale: 'needle',
    });
    expect((await post(app, activity)).status).toBe(200);
  }
  await fetch(`${app.url}/needle?needle=1`);
  await post(app, messageActivity({ type: 'needle' }));
  const page = await (await fetch(`${app.url}/metrics`)).text();
  expect(page).not.toMatch(/needle|__proto__/);
  expect(page).toMatch(/preconsult_turns_total\{route="[a-z-]+",channel="other"\} [1-9]/);
  expect(new Set([...page.matchAll(/channel="([^"]*)"/g)].map(([, name]) => name))).toEqual(new Set(['other']));
});

// The last one, as it takes the store away.
test('a service that runs is alive and ready, says which content it serves, and is so no longer when its store is gone', async () => {
  expect(await answerOf('/healthz')).toEqual({ status: 200, body: { status: 'alive' } });
  const ready = await answerOf('/readyz');
  expect(ready).toMatchObject({ status: 200, body: { status: 'ready', store: 'reachable' } });
  expect(ready.body.content).toBe(['en', 'es'].map((locale) => loadContent({ locale }).version).join('+'));

  rmSync(folder, { recursive: true });
  expect(await answerOf('/readyz')).toMatchObject({ status: 503, body: { status: 'not ready', store: 'unreachable' } });
  expect((await answerOf('/healthz')).status).toBe(200);
});
