// What happens to every activity on its way out, whoever sends it: shaped for its channel; traces for the Emulator alone.
import { ActivityTypes, type Middleware } from 'botbuilder';
import { type ShapeOptions, shapeForChannel } from './channel-shape';
import { traitsOf } from './channels';

export function createChannelMiddleware(options: ShapeOptions = {}): Middleware {
  return {
    async onTurn(context, next) {
      const traits = traitsOf(context.activity.channelId);
      context.onSendActivities(async (_context, activities, send) => {
        const shaped = activities.flatMap((activity) => {
          if (activity.type === ActivityTypes.Message) return shapeForChannel(activity, traits, options);
          return activity.type === ActivityTypes.Trace && !traits.trace ? [] : [activity];
        });
        activities.splice(0, activities.length, ...shaped);
        return shaped.length > 0 ? send() : [];
      });
      await next();
    },
  };
}
