// Whether a message begins as a question does, in the words of its language ("how", "por que"), with or without its sign.
import type { Lexicon } from '../schema';
import { normalize } from '../text';

/** Tells it of normalised text. */
export function createAskingTest({ asking }: Pick<Lexicon, 'asking'>): (normalized: string) => boolean {
  const beginnings = asking.map((words) => `${normalize(words)} `);
  return (normalized) => beginnings.some((beginning) => `${normalized} `.startsWith(beginning));
}
