// A message as a patient sees it on any channel: its words, its buttons with what a tap sends, and the page that it opens.
import type { Card, Element, Submit } from '../../dialogs/cards/card';
import { checkCard } from './card-schema';

export interface MessageView {
  readonly text: string;
  readonly buttons: readonly { readonly title: string; readonly tap: Record<string, unknown> }[];
  readonly link: string | null;
}

interface Shown {
  readonly text?: string;
  readonly textFormat?: string;
  readonly suggestedActions?: { readonly actions: readonly Action[] };
  readonly attachments?: readonly { readonly contentType: string; readonly content: { readonly buttons?: Action[] } }[];
}

interface Action {
  readonly type: string;
  readonly title: string;
  readonly text?: string;
  readonly value: unknown;
}

export const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

/** Every Adaptive Card that any test sees is checked here. */
export function viewOf(message: Record<string, unknown>): MessageView {
  const { text = '', textFormat, suggestedActions, attachments = [] } = message as Shown;
  const card = attachments.find(({ contentType }) => contentType === ADAPTIVE)?.content as Card | undefined;
  if (card) {
    const complaints = [
      ...checkCard(card),
      ...(text === '' ? [] : [`The words stand beside the card as well: ${text}`]),
    ];
    if (complaints.length > 0) throw new Error(`${complaints.join('\n')}\n${JSON.stringify(card, null, 2)}`);
    return cardView(card);
  }
  if (textFormat === 'plain') return plainView(text);
  const links = attachments.flatMap(({ content }) => content.buttons ?? []).filter(({ type }) => type === 'openUrl');
  const actions = suggestedActions?.actions ?? [];
  return {
    text,
    buttons: actions.map((action) => ({ title: action.title, tap: tapOn(action) })),
    link: (links[0]?.value as string | undefined) ?? null,
  };
}

/** Where all is text, its last lines number the choices, and a page stands behind its title. */
function plainView(text: string): MessageView {
  const choices = /(?:^\d+\. .+\n?)+$/m.exec(text.split('\n\n').at(-1) ?? '')?.[0].split('\n') ?? [];
  return {
    text,
    buttons: choices.map((line, at) => ({
      title: line.replace(/^\d+\. /, ''),
      tap: { type: 'message', text: String(at + 1) },
    })),
    link: /^.+: (https?:\S+)$/m.exec(text)?.[1] ?? null,
  };
}

function tapOn({ type, text, value }: Action): Record<string, unknown> {
  return { type: 'message', ...(type === 'messageBack' ? { text, value } : { text: value }) };
}

function cardView({ body, actions = [] }: Card): MessageView {
  const buttons = [...body.flatMap((element) => (element.type === 'ActionSet' ? element.actions : [])), ...actions];
  return {
    text: body.flatMap(wordsOf).join('\n\n').replace(/\r/g, '\n'),
    buttons: buttons.flatMap((button) =>
      button.type === 'Action.Submit' ? [{ title: button.title, tap: tapOnCard(button) }] : [],
    ),
    link: buttons.flatMap((button) => (button.type === 'Action.OpenUrl' ? [button.url] : []))[0] ?? null,
  };
}

function wordsOf(element: Element): string[] {
  switch (element.type) {
    case 'TextBlock':
      return [element.text];
    case 'Container':
      return element.items.flatMap(wordsOf);
    case 'ColumnSet':
      return element.columns.flatMap(({ items }) => items.flatMap(wordsOf));
    default:
      return [];
  }
}

/** What a card's button sends: the words and the value below `msteams` where its data has that, else the data alone. */
export function tapOnCard({ data }: Submit): Record<string, unknown> {
  const { msteams } = data as { readonly msteams?: { readonly text: string; readonly value: object } };
  const sent = msteams ? { text: msteams.text, value: msteams.value } : { value: data };
  return { type: 'message', ...sent, replyToId: 'card' };
}

/** A tap as Teams itself sends it: the words stand beside the value. Others stay as they are. */
export function asTeamsSends(tap: Record<string, unknown>): Record<string, unknown> {
  const { text } = { ...(tap.value as { readonly text?: string } | undefined) };
  return text === undefined ? tap : { text, ...tap };
}

/** All buttons of a card, wherever they stand. */
export function submitsOf(card: Card): Submit[] {
  const inside = (element: Element): Submit[] => {
    if (element.type === 'ActionSet') return element.actions.filter((action) => action.type === 'Action.Submit');
    if (element.type === 'Container') return element.items.flatMap(inside);
    if (element.type === 'ColumnSet') return element.columns.flatMap(({ items }) => items.flatMap(inside));
    return [];
  };
  return [
    ...card.body.flatMap(inside),
    ...(card.actions ?? []).filter((action): action is Submit => action.type === 'Action.Submit'),
  ];
}
