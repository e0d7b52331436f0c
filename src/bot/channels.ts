// One row a channel: what it can show and do. The only place that knows channels by name.
export interface ChannelTraits {
  /** The name as metrics and logs show it; unknown channels share one, so that callers cannot invent labels. */
  readonly name: string;
  readonly cards: boolean;
  /** The most buttons shown under a message; 0 where there are none and choices are numbered. */
  readonly suggestedActions: number;
  /** Whether a button may carry more than its words; elsewhere it sends them as if they had been typed. */
  readonly messageBack: boolean;
  readonly mentions: boolean;
  readonly markdown: boolean;
  /** Whether several people can share a conversation there. */
  readonly group: boolean;
  /** Whether the route trace is sent, for clinic staff. */
  readonly trace: boolean;
}

const bare = {
  cards: false,
  suggestedActions: 0,
  messageBack: false,
  mentions: false,
  markdown: false,
  group: false,
  trace: false,
};

const TRAITS: Readonly<Record<string, ChannelTraits>> = {
  emulator: { ...bare, name: 'emulator', cards: true, suggestedActions: 10, markdown: true, trace: true },
  msteams: { ...bare, name: 'msteams', cards: true, suggestedActions: 3, mentions: true, markdown: true, group: true },
  webchat: { ...bare, name: 'webchat', cards: true, suggestedActions: 10, messageBack: true, markdown: true },
  directline: { ...bare, name: 'directline', cards: true, suggestedActions: 10, messageBack: true, markdown: true },
  test: { ...bare, name: 'test', cards: true, suggestedActions: 10, markdown: true },
};

/** A channel that nobody has described gets what every channel can show: text, with numbered choices. */
export function traitsOf(channelId: string): ChannelTraits {
  return (Object.hasOwn(TRAITS, channelId) ? TRAITS[channelId] : undefined) ?? { ...bare, name: 'other' };
}
