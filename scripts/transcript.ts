// npm run transcript -- FILE.yaml [OUT.transcript]: plays a conversation of test/conversations through the real service, and
// writes what was said, with the route traces, as a transcript that the Bot Framework Emulator opens.
import { existsSync, writeFileSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { readConversation } from '../test/support/conversation-file';
import { playTurns } from '../test/support/conversation-player';
import { createPatient, startApp } from '../test/support/running-app';

const USAGE = 'Usage: npm run transcript -- test/conversations/BEHAVIOUR/FILE.yaml [OUT.transcript]';
const BEGINS = Date.UTC(2026, 0, 1, 9);
const MILLISECONDS_A_MESSAGE = 2_000;

type Activity = Record<string, unknown>;

async function writeTranscript([file, out]: readonly string[]): Promise<void> {
  if (file === undefined || !existsSync(file)) {
    process.stderr.write(`${file === undefined ? '' : `There is no file "${file}".\n`}${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const target = resolve(out ?? `${basename(file, extname(file))}.transcript`);
  const activities = await record(file);
  writeFileSync(target, `${JSON.stringify(activities, null, 2)}\n`);
  process.stdout.write(`${activities.length} activities in ${target}\n`);
}

async function record(file: string): Promise<Activity[]> {
  const conversation = readConversation(file);
  const app = await startApp(conversation.settings);
  const activities: Activity[] = [];
  const add = (activity: Activity, more: Activity): string => {
    const id = `activity-${activities.length + 1}`;
    const timestamp = new Date(BEGINS + activities.length * MILLISECONDS_A_MESSAGE).toISOString();
    // How it travelled is of no use to whoever reads it.
    const { serviceUrl: _url, deliveryMode: _mode, replyToId: _other, ...said } = activity;
    activities.push({ ...said, ...more, id, timestamp, channelId: 'emulator' });
    return id;
  };
  const patient = createPatient(app, 'emulator', {
    group: conversation.group,
    onExchange(sent, replies) {
      const { from, recipient, conversation: where } = sent as Record<'from' | 'recipient' | 'conversation', object>;
      const [person, bot] = [
        { ...from, role: 'user' },
        { ...recipient, role: 'bot' },
      ];
      const replyToId = add(sent, { from: person, recipient: bot });
      for (const reply of replies) add(reply, { from: bot, recipient: person, conversation: where, replyToId });
    },
  });
  try {
    // All that is said is written down as it is exchanged.
    for await (const _played of playTurns(app, patient, conversation));
  } finally {
    await app.stop();
  }
  return activities;
}

void writeTranscript(process.argv.slice(2));
