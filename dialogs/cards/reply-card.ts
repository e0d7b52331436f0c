// The card of a whole reply, and the card that stays behind when its question has been answered.
import type { Part, Reply } from '../replies';
import { type ActionSet, type Card, type CardButton, type Element, openUrl, submit, textBlock } from './card';
import { elementsOf } from './part-cards';

/** Teams draws no more buttons below a card; more of them go into its body, row by row. */
const MOST_BUTTONS = 6;
const BUTTONS_A_ROW = 3;

/** Undefined where a reply is plain text: that needs no card. */
export function replyCard({ text, parts = [], choices = [], link }: Reply): Card | undefined {
  if (!parts.some(({ kind }) => kind !== undefined)) return undefined;
  const buttons: CardButton[] = [...choices.map(submit), ...(link ? [openUrl(link)] : [])];
  const isMany = buttons.length > MOST_BUTTONS;
  const body = [...parts.flatMap(elementsOf), ...(isMany ? rowsOf(buttons) : [])];
  return cardOf(text, body, isMany ? [] : buttons);
}

function rowsOf(buttons: readonly CardButton[]): ActionSet[] {
  return Array.from({ length: Math.ceil(buttons.length / BUTTONS_A_ROW) }, (_, at) => ({
    type: 'ActionSet',
    actions: buttons.slice(at * BUTTONS_A_ROW, (at + 1) * BUTTONS_A_ROW),
  }));
}

/** A question that has been answered by a tap: what was asked, and what was chosen; nothing can be tapped any more. */
export interface Answered {
  readonly asked: readonly Part[];
  readonly chosen: string;
}

export function answeredCard({ asked, chosen }: Answered): Card {
  const still = asked.map(({ rows: _buttons, ...part }) => part);
  const text = [...still.map((part) => part.text), chosen].join('\n\n');
  const choice: Element = { type: 'Container', style: 'emphasis', items: [textBlock(chosen, { weight: 'bolder' })] };
  return cardOf(text, [...still.flatMap(elementsOf), choice], []);
}

function cardOf(fallbackText: string, body: readonly Element[], actions: readonly CardButton[]): Card {
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText,
    body,
    ...(actions.length > 0 ? { actions } : {}),
  };
}
