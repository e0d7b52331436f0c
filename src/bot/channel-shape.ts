// Shapes an activity on its way out to what its channel can show: nothing that a Reply says is lost, only its form changes.
import { ActionTypes, type Activity, type Attachment, type CardAction, CardFactory } from 'botbuilder';
import type { ChannelTraits } from './channels';
import { speechOf } from './speech';

/** Text first: what is heard is what is read, before anything is added or taken away for the eye. */
export function shapeForChannel(activity: Partial<Activity>, traits: ChannelTraits): Partial<Activity> {
  const speak = activity.speak ?? speechOf(activity.text ?? '');
  return { ...shownOn(activity, traits), ...(speak === '' ? {} : { speak }) };
}

function shownOn(activity: Partial<Activity>, traits: ChannelTraits): Partial<Activity> {
  const { suggestedActions, attachments = [], text = '', ...rest } = activity;
  const actions = (suggestedActions?.actions ?? []).map((action) => (traits.messageBack ? action : asTyped(action)));
  const links = attachments.flatMap((attachment) => (attachment.content?.buttons ?? []) as CardAction[]);
  const shown = traits.markdown ? text : withoutMarkdown(text);
  if (!traits.cards) {
    const lines = [
      shown,
      ...links.map((link) => `${link.title}: ${link.value}`),
      actions.map((action, index) => `${index + 1}. ${action.title}`).join('\n'),
    ];
    return { ...rest, text: lines.filter((line) => line !== '').join('\n\n'), textFormat: 'plain' };
  }
  if (actions.length <= traits.suggestedActions) {
    return {
      ...rest,
      text: shown,
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(suggestedActions && actions.length > 0 ? { suggestedActions: { ...suggestedActions, actions } } : {}),
    };
  }
  // More buttons than the channel shows under a message: all of them on cards, none lost.
  const buttons = [...actions, ...links];
  return { ...rest, text: shown, attachments: cardsOf(buttons) };
}

/** The button as one that sends its words and nothing else. */
function asTyped({ title }: CardAction): CardAction {
  return { type: ActionTypes.ImBack, title, value: title };
}

/** Teams drops the buttons of a card beyond these. */
const MOST_BUTTONS_A_CARD = 6;

function cardsOf(buttons: readonly CardAction[]): Attachment[] {
  return Array.from({ length: Math.ceil(buttons.length / MOST_BUTTONS_A_CARD) }, (_, at) =>
    CardFactory.heroCard('', [], buttons.slice(at * MOST_BUTTONS_A_CARD, (at + 1) * MOST_BUTTONS_A_CARD)),
  );
}

function withoutMarkdown(text: string): string {
  return text.replace(/[*_`]/g, '');
}
