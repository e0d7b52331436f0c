// What happens to every activity on its way out, whoever sends it: shaped for its channel; traces for the Emulator alone.
import { ActivityTypes, type Middleware } from 'botbuilder';
import { shapeForChannel } from './channel-shape';
import { traitsOf } from './channels';

export function createChannelMiddleware(): Middleware {
  return {
    async onTurn(context, next) {
      const traits = traitsOf(context.activity.channelId);
      context.onSendActivities(async (_context, activities, send) => {
        for (const [index, activity] of activities.entries()) {
          if (activity.type === ActivityTypes.Message) activities[index] = shapeForChannel(activity, traits);
        }
        if (traits.trace) return send();
        const kept = activities.filter((activity) => activity.type !== ActivityTypes.Trace);
        activities.splice(0, activities.length, ...kept);
        return kept.length > 0 ? send() : [];
      });
      await next();
    },
  };
}
