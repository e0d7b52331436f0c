// One row a channel: what it can show and do. The only place that knows channels by name.
import type { Whereabouts } from './state-key';

export interface ChannelTraits {
  /** The name as metrics and logs show it; unknown channels share one, so that callers cannot invent labels. */
  readonly name: string;
  /** `adaptive`: a card takes the place of text and buttons; `hero`: a button that opens a page is a card; `none`: all is text. */
  readonly cards: 'adaptive' | 'hero' | 'none';
  /** Whether a message can be changed after it was sent. */
  readonly updates: boolean;
  /** The most buttons shown under a message; 0 where there are none and choices are numbered. */
  readonly suggestedActions: number;
  /** Whether a button may carry more than its words; elsewhere it sends them as if they had been typed. */
  readonly messageBack: boolean;
  /** Whether people call the bot and each other by name in what they write. */
  readonly mentions: boolean;
  readonly markdown: boolean;
  /** Whether several people can share a conversation there; elsewhere each is one person's, whatever an activity says. */
  readonly group: boolean;
  /** Where a person finds the bot alone, by the id of its registration. */
  readonly privateChatUrl?: (appId: string) => string;
  /** Whether the route trace is sent, for clinic staff. */
  readonly trace: boolean;
}

const bare = {
  cards: 'none' as const,
  updates: false,
  suggestedActions: 0,
  messageBack: false,
  mentions: true,
  markdown: false,
  // Of a channel that nobody knows, what it says of a group is believed: to be wrong there would tell secrets.
  group: true,
  trace: false,
};

const onePerson = { mentions: false, group: false };

const TRAITS: Readonly<Record<string, ChannelTraits>> = {
  emulator: { ...bare, name: 'emulator', cards: 'hero', suggestedActions: 10, markdown: true, trace: true },
  msteams: {
    ...bare,
    name: 'msteams',
    cards: 'adaptive',
    updates: true,
    suggestedActions: 3,
    markdown: true,
    privateChatUrl: (appId) => `https://teams.microsoft.com/l/chat/0/0?users=28:${encodeURIComponent(appId)}`,
  },
  webchat: {
    ...bare,
    ...onePerson,
    name: 'webchat',
    cards: 'hero',
    suggestedActions: 10,
    messageBack: true,
    markdown: true,
  },
  directline: {
    ...bare,
    ...onePerson,
    name: 'directline',
    cards: 'hero',
    suggestedActions: 10,
    messageBack: true,
    markdown: true,
  },
  test: { ...bare, name: 'test', cards: 'hero', suggestedActions: 10, markdown: true },
};

/** A channel that nobody has described gets what every channel can show: text, with numbered choices. */
export function traitsOf(channelId: string): ChannelTraits {
  return (Object.hasOwn(TRAITS, channelId) ? TRAITS[channelId] : undefined) ?? { ...bare, name: 'other' };
}

/** Kinds of conversation in which several people read along. */
const SHARED_TYPES: readonly string[] = ['groupchat', 'channel'];

/** Whether others read along. */
export function isShared({ channelId, conversation }: Whereabouts): boolean {
  const { isGroup, conversationType } = conversation;
  if (!traitsOf(channelId).group) return false;
  return isGroup === true || SHARED_TYPES.includes(conversationType?.toLowerCase() ?? '');
}
