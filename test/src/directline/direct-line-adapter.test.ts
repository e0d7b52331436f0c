// The adapter of the web chat: what a turn sends is said in its conversation, and nothing leaves by another way.
import { type Activity, ActivityTypes } from 'botbuilder-core';
import { DirectLineAdapter } from '../../../src/directline/direct-line-adapter';

interface Said {
  readonly conversationId: string;
  readonly activities: readonly Partial<Activity>[];
}

const said: Said[] = [];
const adapter = new DirectLineAdapter(async (conversationId, activities) => {
  said.push({ conversationId, activities });
  return activities.map((_, index) => `id-${index}`);
});
const incoming = {
  type: ActivityTypes.Message,
  id: 'theirs',
  channelId: 'webchat',
  serviceUrl: 'http://127.0.0.1:1/',
  conversation: { id: 'abc' },
  from: { id: 'dl_1' },
  recipient: { id: 'bot' },
} as Partial<Activity>;
beforeEach(() => {
  said.length = 0;
});

test('a turn says its messages as one, tells what they reply to, and no trace, no address and no id of its own', async () => {
  await adapter.run(incoming, async (context) => {
    const ids = await context.sendActivities([
      { type: ActivityTypes.Message, text: 'one', id: 'mine' },
      { type: ActivityTypes.Trace, value: 'secret' },
      { type: ActivityTypes.Message, text: 'two' },
    ]);
    expect(ids).toEqual([{ id: 'id-0' }, { id: 'id-1' }]);
  });
  expect(said).toHaveLength(1);
  expect(said[0]?.conversationId).toBe('abc');
  expect(said[0]?.activities.map(({ text, replyToId, from }) => [text, replyToId, from?.id])).toEqual([
    ['one', 'theirs', 'bot'],
    ['two', 'theirs', 'bot'],
  ]);
  for (const activity of said[0]?.activities ?? []) {
    expect(activity).not.toHaveProperty('serviceUrl');
    expect(activity).not.toHaveProperty('id');
  }
});

test('a reply to the arrival, which no client sees, names nothing that it replies to', async () => {
  await adapter.run({ ...incoming, type: ActivityTypes.ConversationUpdate }, async (context) => {
    await context.sendActivity('welcome');
  });
  expect(said[0]?.activities[0]).not.toHaveProperty('replyToId');
});

test('a turn that fails is told to onTurnError, once', async () => {
  const failures: unknown[] = [];
  adapter.onTurnError = async (context, error) => {
    failures.push(error);
    await context.sendActivity('sorry');
  };
  const fault = new Error('x');
  await adapter.run(incoming, async () => {
    throw fault;
  });
  expect(failures).toEqual([fault]);
  expect(said.map(({ activities }) => activities[0]?.text)).toEqual(['sorry']);
});

test('nothing said is changed or taken back, and the bot does not speak first', async () => {
  await expect(adapter.updateActivity()).rejects.toThrow('not changed');
  await expect(adapter.deleteActivity()).rejects.toThrow('not taken back');
  await expect(adapter.continueConversation()).rejects.toThrow('does not speak first');
});
