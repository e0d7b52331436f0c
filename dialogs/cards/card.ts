// An Adaptive Card as plain data: of version 1.5 the elements that Teams draws, and no others. No words of its own.
import type { Choice, Link } from '../replies';

export interface TextBlock {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly weight?: 'bolder';
  readonly size?: 'small' | 'medium';
  readonly isSubtle?: true;
  readonly spacing?: 'none' | 'small' | 'medium';
}

export interface Submit {
  readonly type: 'Action.Submit';
  readonly title: string;
  readonly tooltip?: string;
  readonly data: object;
}

export interface OpenUrl {
  readonly type: 'Action.OpenUrl';
  readonly title: string;
  readonly url: string;
}

export type CardButton = Submit | OpenUrl;

export interface ActionSet {
  readonly type: 'ActionSet';
  readonly actions: readonly CardButton[];
}

interface Column {
  readonly type: 'Column';
  readonly width: 'stretch' | 'auto';
  readonly verticalContentAlignment: 'center';
  readonly items: readonly Element[];
}

export interface ColumnSet {
  readonly type: 'ColumnSet';
  readonly spacing: 'small';
  readonly columns: readonly Column[];
}

export interface Container {
  readonly type: 'Container';
  readonly style?: 'emphasis';
  readonly items: readonly Element[];
}

export type Element = TextBlock | ActionSet | ColumnSet | Container;

export interface Card {
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  /** Shown where a client cannot draw the card: all of its words. */
  readonly fallbackText: string;
  readonly body: readonly Element[];
  readonly actions?: readonly CardButton[];
}

export type Look = Pick<TextBlock, 'weight' | 'size' | 'isSubtle' | 'spacing'>;

export function textBlock(text: string, look: Look = {}): TextBlock {
  return { type: 'TextBlock', text, wrap: true, ...look };
}

/** A text as blocks: a paragraph each, and the lines of a list together. */
export function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const last = blocks.at(-1);
    // Teams breaks the lines of a list at a carriage return.
    if (last !== undefined && isItem(last) && isItem(line)) blocks[blocks.length - 1] = `${last}\r${line}`;
    else blocks.push(line);
  }
  return blocks;
}

export function isItem(line: string): boolean {
  return line.startsWith('- ');
}

/** Teams hands over a tap as the words and the value below `msteams`; other clients hand over the data itself. */
export function submit({ title, says = title, mark }: Choice): Submit {
  const value = { text: says, ...mark };
  return {
    type: 'Action.Submit',
    title,
    ...(says === title ? {} : { tooltip: says }),
    data: { ...value, msteams: { type: 'messageBack', text: says, displayText: says, value } },
  };
}

export function openUrl({ title, url }: Link): OpenUrl {
  return { type: 'Action.OpenUrl', title, url };
}
