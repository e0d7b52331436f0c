// Shapes an activity on its way out to what its channel can show: nothing that a Reply says is lost, only its form changes.
import { ActionTypes, type Activity, type Attachment, type CardAction, CardFactory, InputHints } from 'botbuilder';
import type { ChannelTraits } from './channels';
import { speechOf } from './speech';

/** Teams takes no message beyond 28 KB, two bytes a character; what the adapter adds needs room too. */
const MOST_CHARACTERS = 13_000;
/** As much as a notification shows. */
const LONGEST_SUMMARY = 150;
const { adaptiveCard: ADAPTIVE } = CardFactory.contentTypes;

export interface ShapeOptions {
  /** Whether callers prove that they are the channel that they say. Teams always does, so where nobody does nobody is Teams. */
  readonly isProven?: boolean;
}

/** The activities that a channel gets for one: text first, card second, choices third. */
export function shapeForChannel(
  activity: Partial<Activity>,
  traits: ChannelTraits,
  { isProven = true }: ShapeOptions = {},
): Partial<Activity>[] {
  const { attachments = [], ...rest } = activity;
  const card = attachments.find(isAdaptive);
  const alone =
    card && traits.cards === 'adaptive' ? asCard(activity, isProven ? card : withPlainData(card)) : undefined;
  if (alone) return [alone];
  const shown = { ...rest, attachments: attachments.filter((attachment) => !isAdaptive(attachment)) };
  if (traits.cards === 'none') return [spoken(asText(shown, traits))];
  return splitList(shown).map((part) => spoken(asButtons(part, traits)));
}

function isAdaptive({ contentType }: Attachment): boolean {
  return contentType === ADAPTIVE;
}

/** Its buttons without what Teams alone reads: the Playground, which says that it is Teams, cannot press one that has it. */
function withPlainData(card: Attachment): Attachment {
  return JSON.parse(JSON.stringify(card, (key, value) => (key === 'msteams' ? undefined : value)));
}

/**
 * The card holds the words and the buttons; beside it they would stand there twice. A notification shows the summary.
 * Undefined where it is too large even without the words for clients that cannot draw it.
 */
function asCard(activity: Partial<Activity>, card: Attachment): Partial<Activity> | undefined {
  const { text = '', textFormat: _format, suggestedActions: _buttons, ...rest } = activity;
  const speak = speechOf(text);
  const summary = speak.length > LONGEST_SUMMARY ? `${speak.slice(0, LONGEST_SUMMARY)}…` : speak;
  const { fallbackText: _words, ...drawn } = card.content;
  const whole = { ...rest, attachments: [card], summary, speak };
  return [whole, { ...whole, attachments: [{ ...card, content: drawn }] }].find(isSmall);
}

function isSmall(activity: Partial<Activity>): boolean {
  return JSON.stringify(activity).length <= MOST_CHARACTERS;
}

/** What is heard is what is read. Where both would be too much, a client can read the text aloud by itself. */
function spoken({ speak, ...activity }: Partial<Activity>): Partial<Activity> {
  const whole = { ...activity, ...(speak ? { speak } : {}) };
  return isSmall(whole) ? whole : activity;
}

/** A text with a list goes ahead of its buttons: some clients show a message with buttons without its line breaks. */
function splitList(activity: Partial<Activity>): Partial<Activity>[] {
  const { suggestedActions, text = '', attachments: _links, ...rest } = activity;
  const end = text.lastIndexOf('\n\n');
  if (suggestedActions === undefined || end <= 0 || !/^- /m.test(text.slice(0, end))) return [activity];
  const lead = { ...rest, text: text.slice(0, end), inputHint: InputHints.IgnoringInput };
  return [lead, { ...activity, text: text.slice(end + 2) }];
}

function asText(activity: Partial<Activity>, traits: ChannelTraits): Partial<Activity> {
  const { suggestedActions, attachments = [], text = '', ...rest } = activity;
  const lines = [
    shownText(text, traits),
    ...linksOf(attachments).map((link) => `${link.title}: ${link.value}`),
    (suggestedActions?.actions ?? []).map((action, index) => `${index + 1}. ${action.title}`).join('\n'),
  ];
  const whole = lines.filter((line) => line !== '').join('\n\n');
  return { ...rest, text: whole, textFormat: 'plain', speak: speechOf(text) };
}

function asButtons(activity: Partial<Activity>, traits: ChannelTraits): Partial<Activity> {
  const { suggestedActions, attachments = [], text = '', ...rest } = activity;
  const actions = (suggestedActions?.actions ?? []).map((action) => (traits.messageBack ? action : asTyped(action)));
  const words = { ...rest, text: shownText(text, traits), speak: speechOf(text) };
  if (actions.length <= traits.suggestedActions) {
    return {
      ...words,
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(suggestedActions && actions.length > 0 ? { suggestedActions: { ...suggestedActions, actions } } : {}),
    };
  }
  // More buttons than the channel shows under a message: all of them on cards, none lost.
  return { ...words, attachments: cardsOf([...actions, ...linksOf(attachments)]) };
}

function linksOf(attachments: readonly Attachment[]): CardAction[] {
  return attachments.flatMap((attachment) => (attachment.content?.buttons ?? []) as CardAction[]);
}

/** The button as one that sends its words and nothing else. */
function asTyped({ title, text }: CardAction): CardAction {
  return { type: ActionTypes.ImBack, title, value: text ?? title };
}

/** Teams drops the buttons of a card beyond these. */
const MOST_BUTTONS_A_CARD = 6;

function cardsOf(buttons: readonly CardAction[]): Attachment[] {
  return Array.from({ length: Math.ceil(buttons.length / MOST_BUTTONS_A_CARD) }, (_, at) =>
    CardFactory.heroCard('', [], buttons.slice(at * MOST_BUTTONS_A_CARD, (at + 1) * MOST_BUTTONS_A_CARD)),
  );
}

function shownText(text: string, { markdown }: ChannelTraits): string {
  return markdown ? text : text.replace(/[*_`]/g, '');
}
