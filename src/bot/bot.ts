// One turn of the bot: load the state, let the conversation reply, store, and only then send.
import { type Activity, ActivityTypes, DeliveryModes, type TurnContext } from 'botbuilder';
import type { Answered, Conversation, Gap, Incoming, RouteTrace, TurnResult } from '../../dialogs';
import { answeredActivity, replyActivity } from '../../dialogs';
import type { Day } from '../../knowledge';
import { codeOf } from '../errors';
import type { GapLog } from '../gaps/gap-log';
import { errorFields, type Log } from '../log';
import type { Metrics } from '../metrics';
import { isShared, traitsOf } from './channels';
import type { ConversationRecord, ConversationStore, MessageMark } from './conversation-store';
import { type IncomingActivity, readActivity } from './incoming';
import { withChosenWords } from './numbered-choices';
import { arrivalKey, stateKey } from './state-key';
import { traceActivity } from './trace-activity';
import { setTurnLanguage } from './turn-language';
import type { TurnQueue } from './turn-queue';

/** How often a turn is tried when another process has written its state in between. */
const MOST_TRIES = 3;
/** A channel that gets no answer within 15 seconds sends a message again; by then others may have come. */
const MOST_RECENT_MESSAGES = 10;

export interface BotParts {
  readonly conversation: Conversation;
  readonly store: ConversationStore;
  readonly queue: TurnQueue;
  readonly gaps: GapLog;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly today: () => Day;
  /** The id of the bot's registration, where it has one. */
  readonly appId?: string;
  readonly onTurn?: (conversationId: string, trace: RouteTrace) => void;
}

/** The bot as a function of the turn context; every channel adapter runs it. */
export type Bot = (context: TurnContext) => Promise<void>;

export function createBot(parts: BotParts): Bot {
  return async (context) => {
    const incoming = readActivity(context.activity);
    if (incoming.kind === 'ignored') return;
    const key = incoming.kind === 'arrival' ? arrivalKey(context.activity) : stateKey(context.activity);
    await parts.queue.run(key, () => runTurn(parts, context, { key, incoming }));
  };
}

interface TurnInput {
  readonly key: string;
  readonly incoming: Exclude<IncomingActivity, { readonly kind: 'ignored' }>;
}

async function runTurn(parts: BotParts, context: TurnContext, input: TurnInput): Promise<void> {
  const started = performance.now();
  for (let attempt = 1; ; attempt++) {
    const stored = await parts.store.load(input.key);
    if (stored?.state.language.chosen) setTurnLanguage(context, stored.state.language.locale);
    const mark = markOf(context.activity);
    if (mark && stored && isHandled(stored, mark)) return;
    const result = await replyTo(parts, context, { input, stored });
    if (!result) return;
    if (result.forgets) await parts.store.erase(input.key);
    const record: ConversationRecord = {
      // What was erased has no eTag to go by any more.
      ...(stored?.eTag === undefined || result.forgets ? {} : { eTag: stored.eTag }),
      recentMessages: recentMessages(result.forgets ? undefined : stored, mark),
      choices: numbersChoices(context) ? (result.reply.choices ?? []).map(({ title }) => title) : [],
      state: result.state,
    };
    try {
      await parts.store.save(input.key, record);
    } catch (error) {
      if (codeOf(error) !== 'STATE_CONFLICT' || attempt === MOST_TRIES) throw error;
      continue;
    }
    await send(context, result);
    parts.onTurn?.(context.activity.conversation.id, result.trace);
    await markDelivered(parts.store, input.key);
    if (result.answered) await showAnswered(parts, context, result.answered);
    report(parts, { context, route: result.trace.route ?? 'none', milliseconds: performance.now() - started });
    if (result.gap) reportGap(parts, result.gap);
    return;
  }
}

interface TurnReport {
  readonly context: TurnContext;
  readonly route: string;
  readonly milliseconds: number;
}

function report({ metrics, log }: BotParts, { context, route, milliseconds }: TurnReport): void {
  const { name: channel } = traitsOf(context.activity.channelId);
  metrics.countTurn({ route, channel, seconds: milliseconds / 1000 });
  log.info({ event: 'turn', route, channel, milliseconds: Math.round(milliseconds) });
}

function reportGap({ gaps, metrics }: BotParts, gap: Gap): void {
  if (gap.route === 'none-of-these') metrics.countRefusedChoices();
  gaps.note(gap);
}

async function replyTo(
  { conversation, today, appId }: BotParts,
  context: TurnContext,
  { input, stored }: { readonly input: TurnInput; readonly stored: ConversationRecord | undefined },
): Promise<TurnResult | undefined> {
  const sent = input.incoming.kind === 'message' ? input.incoming.message : { text: '', hasAttachments: false };
  const message = stored?.state.delivered ? withChosenWords(sent, stored.choices) : sent;
  const { locale } = context.activity;
  const incoming: Incoming = {
    message,
    today: today(),
    ...(locale ? { locale } : {}),
    ...companyOf(context.activity, appId),
  };
  return input.incoming.kind === 'message'
    ? conversation.reply(context, incoming, stored?.state)
    : conversation.welcome(incoming, stored?.state);
}

/** Whether others read along, and if so the way to where they do not. */
function companyOf(activity: Activity, appId: string | undefined): Pick<Incoming, 'isShared' | 'privateChatUrl'> {
  if (!isShared(activity)) return {};
  const { privateChatUrl } = traitsOf(activity.channelId);
  return { isShared: true, ...(appId && privateChatUrl ? { privateChatUrl: privateChatUrl(appId) } : {}) };
}

function numbersChoices({ activity }: TurnContext): boolean {
  return traitsOf(activity.channelId).cards === 'none';
}

async function send(context: TurnContext, { reply, trace, locale }: TurnResult): Promise<void> {
  const activities = [replyActivity(reply, { expectsInput: trace.question !== null, locale })];
  if (traitsOf(context.activity.channelId).trace) activities.push(traceActivity(trace));
  await context.sendActivities(activities);
}

/** The card whose button was tapped shows from now on what was chosen. It is a nicety: where it fails, nothing else does. */
async function showAnswered({ log }: BotParts, context: TurnContext, answered: Answered): Promise<void> {
  const { channelId, replyToId, deliveryMode } = context.activity;
  // Who wants the replies in the response takes no changes to earlier ones.
  if (!replyToId || !traitsOf(channelId).updates || deliveryMode === DeliveryModes.ExpectReplies) return;
  try {
    await context.updateActivity({ ...answeredActivity(answered), id: replyToId });
  } catch (error) {
    log.warn({ event: 'card-not-updated', ...errorFields(error) });
  }
}

/** From here on the patient has seen the open question, so the next message may be read as the reply to it. */
async function markDelivered(store: ConversationStore, key: string): Promise<void> {
  const record = await store.load(key);
  if (!record || record.state.delivered) return;
  try {
    await store.save(key, { ...record, state: { ...record.state, delivered: true } });
  } catch (error) {
    // Another process has gone on from here in the meantime; its turn knows better.
    if (codeOf(error) !== 'STATE_CONFLICT') throw error;
  }
}

/** Undefined where the channel gives too little to tell a message sent again from the same words said twice. */
function markOf({ type, id, timestamp }: Activity): MessageMark | undefined {
  if (!id || !timestamp) return undefined;
  // An edited message bears the id of what it was.
  if (type !== ActivityTypes.Message && type !== ActivityTypes.MessageUpdate) return undefined;
  return { id: type === ActivityTypes.Message ? id : `${type} ${id}`, timestamp: new Date(timestamp).toISOString() };
}

/** Sent again, and answered before. A message whose reply did not get through is not handled yet. */
function isHandled({ recentMessages, state }: ConversationRecord, mark: MessageMark): boolean {
  const at = recentMessages.findIndex((other) => isSame(other, mark));
  return at !== -1 && (state.delivered || at < recentMessages.length - 1);
}

function recentMessages(stored: ConversationRecord | undefined, mark: MessageMark | undefined): MessageMark[] {
  const earlier = stored?.recentMessages ?? [];
  return mark ? [...earlier.filter((other) => !isSame(other, mark)), mark].slice(-MOST_RECENT_MESSAGES) : earlier;
}

function isSame(one: MessageMark, other: MessageMark): boolean {
  return one.id === other.id && one.timestamp === other.timestamp;
}
