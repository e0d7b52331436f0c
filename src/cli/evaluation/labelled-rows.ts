// Files of labelled questions, replies and alarms: a JSON object a line. A wrong line is named with its number.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { UsageError } from '../lines';

export const questionRow = z.object({
  q: z.string(),
  accept: z.array(z.string()),
  kind: z.enum(['covered', 'not-covered', 'off-topic', 'screening', 'human', 'smalltalk', 'urgent']),
});
export const replyRow = z.object({
  question: z.string(),
  reply: z.string(),
  expect: z.union([z.string(), z.number()]),
});
export const alarmRow = z.object({ q: z.string(), urgent: z.boolean() });

export type ReplyRow = z.infer<typeof replyRow>;
export type AlarmRow = z.infer<typeof alarmRow>;

/** Throws UsageError when the file cannot be read, or a line is not of the form. */
export function readRows<T>(file: string, schema: z.ZodType<T>): T[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`The file ${file} cannot be read.`, { cause });
  }
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const fault = (what: string, cause?: unknown): UsageError =>
      new UsageError(`${file}:${index + 1}: ${what}\nWhat a line is: npm run evaluate -- --help`, { cause });
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch (cause) {
      throw fault('is not JSON.', cause);
    }
    const row = schema.safeParse(value);
    if (!row.success)
      throw fault(row.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
    return [row.data];
  });
}
