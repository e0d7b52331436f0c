// What the service keeps of a group: nobody's answers, none of their words; and the way from there to the private chat.
import { createMultilingual, newState } from '../../../dialogs';
import { loadContent, sayPhrase } from '../../../knowledge';
import { isShared, traitsOf } from '../../../src/bot/channels';
import { withoutMentions } from '../../../src/bot/mentions';
import { arrivalKey, stateKey } from '../../../src/bot/state-key';
import { parseConfig } from '../../../src/config';
import { openLanguages } from '../../../src/languages';

const content = loadContent();
const conversation = createMultilingual(openLanguages(parseConfig({ LANGUAGES: 'en,es' })));
const today = { year: 2026, month: 5, day: 1 };

const SAID = [
  'check if I should wait',
  'yes',
  '17',
  'I take warfarin, can I have it?',
  'can I combine it with laser treatment of zebras?',
  'Yes, go on',
  'my questions',
  'no',
  'me lo puedo hacer si tomo warfarina y tengo miedo de las zebras?',
  'Sí, en español',
  'me lo puedo hacer si tomo warfarina y tengo miedo de las zebras?',
];

test('the state of a group holds no answers and no words, whatever is said there, and whatever it held before', async () => {
  const before = newState(content);
  let state: typeof before = {
    ...before,
    kept: ['an old question'],
    screening: { stage: 'asking', answers: { age: 30 }, begun: 0, repairs: 0, paused: false },
  };
  for (const text of SAID) {
    const incoming = { message: { text, hasAttachments: false }, today, isShared: true };
    const result = await conversation.reply(turnContext(), incoming, { ...state, delivered: true });
    state = result.state;
    expect(Object.keys(state).sort()).toEqual(
      ['delivered', 'greeted', 'kept', 'language', 'lastTopics', 'offered', 'turn', 'version'].sort(),
    );
    expect(state.kept).toEqual([]);
    expect(result.trace).toMatchObject({ verdict: null });
    expect(JSON.stringify(state)).not.toMatch(/zebra|warfarin|old question/);
  }
  expect(state.language).toMatchObject({ locale: 'es', chosen: true });
});

test('the pointer to the private chat has a button where the channel has a link to it', async () => {
  const message = { text: 'check if I should wait', hasAttachments: false };
  const url = traitsOf('msteams').privateChatUrl?.('app-id');
  expect(url).toBe('https://teams.microsoft.com/l/chat/0/0?users=28:app-id');
  const incoming = { message, today, isShared: true, ...(url === undefined ? {} : { privateChatUrl: url }) };
  const { reply } = await conversation.reply(turnContext(), incoming, undefined);
  expect(reply.link).toEqual({ title: sayPhrase(content.phrases, 'choice-private'), url });
  const plain = await conversation.reply(turnContext(), { message, today, isShared: true }, undefined);
  expect(plain.reply.link).toBeUndefined();
});

test('a group is one by what its channel says, but not where each conversation is one person’s', () => {
  const at = (channelId: string, more: object) => isShared({ channelId, conversation: { id: 'c', ...more } });
  expect(at('msteams', { conversationType: 'personal' })).toBe(false);
  expect(at('msteams', { conversationType: 'groupChat' })).toBe(true);
  expect(at('msteams', { conversationType: 'channel' })).toBe(true);
  expect(at('nobody-knows', { isGroup: true })).toBe(true);
  expect(at('webchat', { isGroup: true })).toBe(false);
});

test('in a group each person has a state of their own, and the greeting belongs to nobody', () => {
  const where = { channelId: 'msteams', conversation: { id: 'c', conversationType: 'groupChat' }, from: { id: 'a/b' } };
  expect(stateKey(where)).toBe('msteams/c/a%2Fb');
  expect(arrivalKey(where)).toBe('msteams/c');
});

test('what only begins like a mention costs no time and stays as it is', () => {
  const text = '<at'.repeat(50_000);
  expect(withoutMentions({ text, recipient: { id: 'bot' } } as never)).toEqual({ text, callsBot: false });
});

function turnContext(): never {
  return { turnState: new Map() } as never;
}
