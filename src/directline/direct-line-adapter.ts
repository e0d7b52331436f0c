// The bot's way into the web chat: turns run in this process, and what the bot sends is added to the log of the conversation.
// Invariant: nothing is sent anywhere else, whatever an activity says of addresses.
import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder-core';
import type { Bot } from '../bot/bot';
import { createChannelMiddleware } from '../bot/middleware';

/** Adds what the bot says to a conversation, and gives an id for each. */
export type Say = (conversationId: string, activities: readonly Partial<Activity>[]) => Promise<readonly string[]>;

export class DirectLineAdapter extends BotAdapter {
  constructor(private readonly say: Say) {
    super();
    this.use(createChannelMiddleware());
  }

  /** Runs one turn. A turn that fails is told to the patient by onTurnError. */
  async run(activity: Partial<Activity>, bot: Bot): Promise<void> {
    await this.runMiddleware(new TurnContext(this, activity), bot);
  }

  override async sendActivities(context: TurnContext, activities: Partial<Activity>[]): Promise<ResourceResponse[]> {
    // A browser waits for what a reply replies to, and it is never sent the arrival.
    const isSeen = context.activity.type !== ActivityTypes.ConversationUpdate;
    const said = activities.map(({ serviceUrl: _nowhere, replyToId, id: _ours, ...activity }) => ({
      ...activity,
      ...(isSeen && replyToId !== undefined ? { replyToId } : {}),
    }));
    const ids = await this.say(context.activity.conversation.id, said);
    return ids.map((id) => ({ id }));
  }

  override async updateActivity(): Promise<undefined> {
    throw new Error('What was said in the web chat is not changed.');
  }

  override async deleteActivity(): Promise<void> {
    throw new Error('What was said in the web chat is not taken back.');
  }

  override async continueConversation(): Promise<void> {
    throw new Error('The bot does not speak first in the web chat.');
  }
}
