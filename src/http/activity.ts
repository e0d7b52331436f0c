// The shape that a request body must have to be an activity at all. Unknown properties pass, as channels add their own; but
// not those of accounts and of the conversation, which every reply bears.
import type { Activity } from 'botbuilder';
import { z } from 'zod';

const LONGEST_ID = 1000;
const id = z.string().min(1).max(LONGEST_ID);
const date = z.iso.datetime({ offset: true, local: true }).transform((text) => new Date(text));

/** Channels send `null` for what they leave out; botbuilder expects it to be absent. */
const maybe = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => value ?? undefined, schema.optional()) as z.ZodType<z.output<T> | undefined>;

const label = maybe(z.string().max(LONGEST_ID));
const account = z.object({ id, name: label, aadObjectId: label, role: label });
const conversation = z.object({
  id,
  isGroup: maybe(z.boolean()),
  name: label,
  conversationType: label,
  tenantId: label,
});

const activitySchema = z.looseObject({
  type: z.string().min(1).max(100),
  id: maybe(id),
  timestamp: maybe(date),
  localTimestamp: maybe(date),
  expiration: maybe(date),
  channelId: z.string().min(1).max(100),
  serviceUrl: maybe(z.string().max(2000)),
  from: account,
  recipient: z.preprocess((value) => value ?? { id: 'bot' }, account),
  conversation,
  deliveryMode: maybe(z.string()),
  locale: maybe(z.string().max(100)),
  text: maybe(z.string()),
  name: maybe(z.string()),
  action: maybe(z.string()),
  replyToId: maybe(z.string().max(LONGEST_ID)),
  membersAdded: maybe(z.array(account)),
  membersRemoved: maybe(z.array(account)),
  attachments: maybe(z.array(z.looseObject({ contentType: z.string() }))),
  entities: maybe(z.array(z.looseObject({ type: z.string() }))),
});

/** The activity in a parsed request body, or undefined where it is none. */
export function parseActivity(body: unknown): Activity | undefined {
  const parsed = activitySchema.safeParse(body);
  return parsed.success ? (parsed.data as unknown as Activity) : undefined;
}
