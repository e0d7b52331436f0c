// What a patient's browser may say, and how it is stamped. Invariant: who says it, where and when is never the browser's word.
import { ActivityTypes } from 'botbuilder-core';
import { z } from 'zod';
import type { Holder } from './tokens';

export const LONGEST_TEXT = 8_000;
const LONGEST_LABEL = 200;
/** What a page may put beside its words. */
const MOST_EXTRA = { characters: 4_000, depth: 8 };

const label = z.string().max(LONGEST_LABEL).optional();
const extra = z.unknown().refine(isSmall, 'must be small').optional();

/** Whatever is not named here is dropped; attachments are refused rather than lost in silence. */
const postedSchema = z.object({
  type: z.enum([ActivityTypes.Message, ActivityTypes.Event, ActivityTypes.Typing]),
  text: z.string().max(LONGEST_TEXT).optional(),
  textFormat: label,
  name: label,
  value: extra,
  locale: label,
  localTimestamp: label,
  localTimezone: label,
  attachments: z.array(z.unknown()).max(0).optional(),
  // As it came: clients know their own words again by what stands in it.
  channelData: extra.refine((data) => data === undefined || (typeof data === 'object' && !Array.isArray(data))),
});

export type PostedActivity = Readonly<z.infer<typeof postedSchema>>;

export function parsePosted(body: unknown): PostedActivity | undefined {
  const parsed = postedSchema.safeParse(body);
  if (!parsed.success) return undefined;
  const { attachments: _none, ...posted } = parsed.data;
  return posted;
}

/**
 * What tells a copy that is sent again from the same words said twice. Web Chat gives what a patient sends again by hand a new
 * id; its page keeps the first one beside it.
 */
export function clientIdOf({ channelData }: PostedActivity): string | undefined {
  const { clientActivityID, retryOf } = (channelData ?? {}) as Readonly<Record<string, unknown>>;
  return [retryOf, clientActivityID].find(
    (id): id is string => typeof id === 'string' && id !== '' && id.length <= LONGEST_LABEL,
  );
}

export const CHANNEL = 'webchat';
const BOT = { id: 'bot', role: 'bot' } as const;

/** The parts of an activity that say where and between whom. */
export function envelopeOf({ conversationId, userId }: Holder) {
  return {
    channelId: CHANNEL,
    conversation: { id: conversationId },
    from: { id: userId, role: 'user' },
    recipient: BOT,
  };
}

function isSmall(value: unknown): boolean {
  const isShallow = (part: unknown, depth: number): boolean =>
    typeof part !== 'object' ||
    part === null ||
    (depth > 0 && Object.values(part).every((inner) => isShallow(inner, depth - 1)));
  return isShallow(value, MOST_EXTRA.depth) && (JSON.stringify(value) ?? '').length <= MOST_EXTRA.characters;
}
