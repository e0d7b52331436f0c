// Takes mentions out of what somebody wrote: the bot's name goes, and so does whom a message begins by calling; other names stay.
import type { Activity } from 'botbuilder';

/** As Teams writes a mention; bounded, so that what only begins like one costs no time. */
const MENTION = /<at\b[^<>]{0,200}>([^<>]{0,200})<\/at>/gi;

export interface Spoken {
  readonly text: string;
  /** Whether the bot itself was called. */
  readonly callsBot: boolean;
}

export function withoutMentions({ text = '', entities, recipient }: Activity): Spoken {
  const botNames = namesOfBot(entities, recipient?.id);
  if (recipient?.name) botNames.add(nameIn(recipient.name));
  let callsBot = false;
  const named = text.replace(/&nbsp;/gi, ' ').replace(MENTION, (_whole, name: string, at: number, all: string) => {
    const isBot = botNames.has(nameIn(name));
    callsBot ||= isBot;
    // Whoever is named before any word is called, not spoken of.
    const isCalled = all.slice(0, at).replace(MENTION, '').trim() === '';
    return isBot || isCalled ? ' ' : ` ${name} `;
  });
  const isChanged = named !== text;
  return { text: isChanged ? named.replace(/[ \t]+/g, ' ').trim() : text, callsBot };
}

interface Mention {
  readonly type: string;
  readonly mentioned?: { readonly id?: unknown; readonly name?: unknown } | null;
  readonly text?: unknown;
}

/** How the bot is called in the mentions of it: entities are the caller's word, and may be anything. */
function namesOfBot(entities: Activity['entities'], botId: string | undefined): Set<string> {
  const mentions = ((entities ?? []) as unknown as readonly Mention[]).filter(
    ({ type, mentioned }) => type === 'mention' && mentioned?.id === botId,
  );
  return new Set(
    mentions.flatMap(({ text, mentioned }) =>
      [text, mentioned?.name].filter((name) => typeof name === 'string').map(nameIn),
    ),
  );
}

function nameIn(text: string): string {
  return text
    .replace(/<[^<>]*>/g, '')
    .trim()
    .toLowerCase();
}
