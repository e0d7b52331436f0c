// A patient who has answered the first question of the screening and sees the second, and what the store knows of them:
// attacks must change neither.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStorage } from '../../src/state/storage';
import { messageActivity, reachSecondQuestion } from './activities';
import { type BotReply, createPatient, type RunningApp, startApp } from './running-app';

const CONVERSATION = { id: 'in-the-middle' };

export interface PatientInTheMiddle {
  readonly app: RunningApp;
  /** The id of the question that is open. */
  readonly open: string;
  say(text: string): Promise<BotReply>;
  /** The stored record, as another process would read it. */
  stored(): Promise<{ readonly state: { readonly screening: { readonly answers: object } } }>;
  stop(): Promise<void>;
}

export async function startInTheMiddle(): Promise<PatientInTheMiddle> {
  const folder = mkdtempSync(join(tmpdir(), 'in-the-middle-'));
  const STATE_URL = `file:${join(folder, 'state.db')}`;
  const app = await startApp({ STATE_URL });
  const storage = createStorage(STATE_URL);
  const { send: sendAny } = createPatient(app);
  const send = (activity: Record<string, unknown>) => sendAny({ ...activity, conversation: CONVERSATION });
  const say = (text: string) => send({ type: 'message', text });
  const key = `emulator/${CONVERSATION.id}`;
  return {
    app,
    open: await reachSecondQuestion({ send, say }),
    say,
    stored: async () => (await storage.read([key]))[key],
    async stop() {
      await app.stop();
      await storage.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** An activity of this patient's conversation that is right in everything, and says nothing. */
export function activityInTheMiddle(): Record<string, unknown> {
  return messageActivity({ conversation: CONVERSATION, text: 'qwzx' });
}

/** All that a refusal may say. */
export const REFUSALS: readonly string[] = [
  'The request could not be read.',
  'The body is no Bot Framework activity.',
  'The bot takes no invoke activities.',
  'Replies may not be sent to this serviceUrl.',
  'The body is too large.',
  'The body must be JSON.',
];
