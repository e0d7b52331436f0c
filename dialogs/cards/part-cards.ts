// How each part of a reply looks on a card. Pure: from the words that are said anyway to elements, and nothing is left out.
import type { Part, PartKind, Row } from '../replies';
import { blocksOf, type Element, isItem, type Look, submit, textBlock } from './card';

type PartBuilder = (part: Part) => readonly Element[];

/** Blocks in a frame of their own. */
const framed = (items: readonly Element[]): Element[] => [{ type: 'Container', style: 'emphasis', items }];

/** All blocks plain but for one. */
function blocks(text: string, at: number, look: Look): Element[] {
  const all = blocksOf(text);
  const chosen = at < 0 ? all.length + at : at;
  return all.map((block, index) => textBlock(block, index === chosen ? look : {}));
}

const welcome: PartBuilder = ({ text }) => framed(blocks(text, 0, { size: 'medium' }));

/** The answer, and below it in small where it comes from. */
const answer: PartBuilder = ({ text }) => [
  { type: 'Container', items: blocks(text, -1, { size: 'small', isSubtle: true, spacing: 'small' }) },
];

const question: PartBuilder = ({ text }) => blocks(text, -1, { weight: 'bolder' });

/** Each answer beside a button that changes it. */
const review: PartBuilder = ({ text, rows = [] }) => {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line): Element[] => {
    const row = rows.find((candidate) => line === `- ${candidate.text}`);
    return row ? [reviewRow(row)] : [textBlock(line, isItem(line) ? { spacing: 'small' } : {})];
  });
};

function reviewRow({ text, change }: Row): Element {
  const words = textBlock(`- ${text}`);
  return {
    type: 'ColumnSet',
    spacing: 'small',
    columns: [
      { type: 'Column', width: 'stretch', verticalContentAlignment: 'center', items: [words] },
      ...(change ? [changeColumn(change)] : []),
    ],
  };
}

function changeColumn(change: NonNullable<Row['change']>) {
  const items = [{ type: 'ActionSet' as const, actions: [submit(change)] }];
  return { type: 'Column' as const, width: 'auto' as const, verticalContentAlignment: 'center' as const, items };
}

const verdict: PartBuilder = ({ text }) => framed(blocks(text, 0, { weight: 'bolder', size: 'medium' }));

/** A list with its heading. */
const list: PartBuilder = ({ text }) => blocks(text, 0, isItem(text) ? {} : { weight: 'bolder' });

const kept: PartBuilder = (part) => framed(list(part));

const BUILDERS: Readonly<Record<PartKind, PartBuilder>> = { welcome, answer, question, review, verdict, list, kept };

export function elementsOf(part: Part): readonly Element[] {
  return part.kind ? BUILDERS[part.kind](part) : blocksOf(part.text).map((block) => textBlock(block));
}
