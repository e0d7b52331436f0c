// The client that Web Chat speaks through, unmodified, against the real app.
import { loadContent } from '../../../knowledge';
import { saysPhrase } from '../../support/phrase-matcher';
import { type RunningApp, startApp } from '../../support/running-app';
import { askToken, type ChatClient, isFromBot, openChat } from '../../support/web-chat-client';

const content = loadContent();
let app: RunningApp;
const chats: ChatClient[] = [];
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  for (const chat of chats) chat.end();
  await app.stop();
});

const open = (options: object): ChatClient => {
  const chat = openChat(options);
  chats.push(chat);
  return chat;
};

test('a patient is welcomed, hears their own words before the reply, and the reply names them', async () => {
  const { token, domain, conversationId } = await askToken(app);
  const chat = open({ token, domain });
  const welcome = await chat.hear(isFromBot);
  expect(saysPhrase(content, welcome.text ?? '', 'welcome')).toBe(true);

  const channelData = { clientActivityID: 'one', 'some:thing': [1, { deep: null }] };
  const id = await chat.say('Does microneedling hurt?', { channelData });
  const reply = await chat.hear(({ replyToId }) => replyToId === id);
  expect(saysPhrase(content, reply.text ?? '', 'answer')).toBe(true);
  const echo = chat.heard.find((activity) => activity.id === id);
  expect(echo).toMatchObject({ text: 'Does microneedling hurt?', from: { role: 'user' }, channelData });
  expect(chat.heard.indexOf(echo as never)).toBeLessThan(chat.heard.indexOf(reply));
  expect(chat.heard.every(({ conversation }) => conversation?.id === conversationId)).toBe(true);
  const times = chat.heard.map(({ timestamp }) => timestamp);
  expect(times).toEqual([...new Set(times)].sort());
});
