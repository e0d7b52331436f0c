// A conversation becomes a transcript as the Emulator reads it: activities in order, each with ids, times, and who says it to whom.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '..', '..');
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', join('scripts', 'transcript.ts'), ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });

interface Said {
  readonly type: string;
  readonly id: string;
  readonly timestamp: string;
  readonly channelId: string;
  readonly from: { readonly id: string; readonly role: string };
  readonly recipient: { readonly id: string; readonly role: string };
  readonly conversation: { readonly id: string };
  readonly replyToId?: string;
  readonly name?: string;
}

test('a transcript has what was said and the traces, in order', () => {
  const folder = mkdtempSync(join(tmpdir(), 'transcript-'));
  const out = join(folder, 'one.transcript');
  const { status, stderr } = run(join('test', 'conversations', 'happy-path', 'one-reason-to-wait.yaml'), out);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const said = JSON.parse(readFileSync(out, 'utf8')) as Said[];
  rmSync(folder, { recursive: true });

  expect(said.length).toBeGreaterThan(10);
  expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
  expect(said.map(({ timestamp }) => timestamp)).toEqual(said.map(({ timestamp }) => timestamp).sort());
  expect(new Set(said.map(({ conversation }) => conversation.id)).size).toBe(1);
  expect(new Set(said.map(({ channelId }) => channelId))).toEqual(new Set(['emulator']));
  expect(said[0]).toMatchObject({ type: 'conversationUpdate', from: { role: 'user' }, recipient: { role: 'bot' } });
  const ids = said.map(({ id }) => id);
  for (const { from, recipient, replyToId, id } of said) {
    expect([from.role, recipient.role].sort()).toEqual(['bot', 'user']);
    // What the bot says replies to something that was said before.
    if (from.role === 'bot') expect(ids.slice(0, ids.indexOf(id))).toContain(replyToId);
    else expect(replyToId).toBeUndefined();
  }
  expect(said.filter(({ name }) => name === 'preconsult.route').length).toBeGreaterThan(3);
});

test('without a file it says how it is called', () => {
  expect(run()).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage:') });
  expect(run('nowhere.yaml')).toMatchObject({ status: 2, stderr: expect.stringContaining('nowhere.yaml') });
});
