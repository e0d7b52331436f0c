// Every conversation of test/conversations, sorted by what people do.
import { readConversations } from './support/conversation-file';
import { playConversations } from './support/conversation-player';

const conversations = readConversations();

test('there are conversations of every behaviour', () => {
  const behaviours = new Set(conversations.map(({ file }) => file.split(/[\\/]/)[0]));
  expect([...behaviours]).toEqual([
    'arriving',
    'bad-input',
    'cancellations',
    'corrections',
    'dermatologist-list',
    'faq',
    'groups',
    'happy-path',
    'interruptions',
    'languages',
    'not-understood',
    'other-people',
    'returning',
    'safety',
    'stale-buttons',
  ]);
});

playConversations(conversations);
