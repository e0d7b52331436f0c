// What Adaptive Cards 1.5 allow, as far as Teams draws it; strict, so that a property too many is found as well.
// Written after the published schema and the page "Cards in Teams": no inputs in bot cards of ours, no images, no media.
import { z } from 'zod';

const LARGEST_BYTES = 28 * 1024;
const MOST_ACTIONS = 6;

const words = z.string().regex(/\S/);
const spacing = z.enum(['default', 'none', 'small', 'medium', 'large', 'extraLarge', 'padding']);
const align = z.enum(['left', 'center', 'right']);
const vertical = z.enum(['top', 'center', 'bottom']);
const style = z.enum(['default', 'emphasis', 'good', 'attention', 'warning', 'accent']);
const shared = { id: z.string(), spacing, separator: z.boolean(), isVisible: z.boolean() };

/** Teams keeps to itself what stands below `msteams`: the words and the value that a tap sends. Others are not sent it. */
const data = z.looseObject({
  text: words,
  question: z.string().optional(),
  screening: z.number().optional(),
  language: z.string().optional(),
  msteams: z
    .strictObject({
      type: z.literal('messageBack'),
      text: words,
      displayText: words,
      value: z.strictObject({
        text: words,
        question: z.string().optional(),
        screening: z.number().optional(),
        language: z.string().optional(),
      }),
    })
    .optional(),
});

const action = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Action.Submit'),
    title: words,
    data,
    tooltip: words.optional(),
    style: z.enum(['default', 'positive', 'destructive']).optional(),
  }),
  z.strictObject({
    type: z.literal('Action.OpenUrl'),
    title: words,
    url: z.url({ protocol: /^https$/ }),
    tooltip: words.optional(),
  }),
]);

const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text: words,
  wrap: z.literal(true),
  ...z
    .object({
      ...shared,
      weight: z.enum(['default', 'lighter', 'bolder']),
      size: z.enum(['default', 'small', 'medium', 'large', 'extraLarge']),
      color: z.enum(['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention']),
      isSubtle: z.boolean(),
      maxLines: z.number(),
      horizontalAlignment: align,
      style: z.enum(['default', 'heading']),
    })
    .partial().shape,
});

const actionSet = z.strictObject({
  type: z.literal('ActionSet'),
  actions: z.array(action).min(1).max(MOST_ACTIONS),
  ...z.object({ ...shared, horizontalAlignment: align }).partial().shape,
});

const element: z.ZodType = z.lazy(() =>
  z.union([
    textBlock,
    actionSet,
    z.strictObject({
      type: z.literal('Container'),
      items: z.array(element).min(1),
      ...z.object({ ...shared, style, bleed: z.boolean() }).partial().shape,
    }),
    z.strictObject({
      type: z.literal('ColumnSet'),
      columns: z.array(
        z.strictObject({
          type: z.literal('Column'),
          items: z.array(element).min(1),
          width: z.union([z.enum(['auto', 'stretch']), z.number()]),
          verticalContentAlignment: vertical.optional(),
          style: style.optional(),
        }),
      ),
      ...z.object({ ...shared, style }).partial().shape,
    }),
  ]),
);

const cardSchema = z.strictObject({
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  fallbackText: words.optional(),
  body: z.array(element).min(1),
  actions: z.array(action).min(1).max(MOST_ACTIONS).optional(),
});

/** All that is wrong with a card. */
export function checkCard(card: unknown): string[] {
  const { success, error } = cardSchema.safeParse(card);
  const bytes = Buffer.byteLength(JSON.stringify(card));
  return [...(success ? [] : [z.prettifyError(error)]), ...(bytes > LARGEST_BYTES ? [`It has ${bytes} bytes.`] : [])];
}
