// topics.yaml, faq/*.yaml and not-covered.yaml: what the article answers, and what it does not.
import { z } from 'zod';
import { id, phrasings, words } from './shared';

export const topicSchema = z.strictObject({ id, section: words });

export const entrySchema = z.strictObject({
  id,
  section: z.string().trim().default(''),
  question: words,
  alsoAsked: phrasings,
  answer: words,
  related: z.array(id).default([]),
});

/** A subject on which the article is silent: recognised, so that it is named rather than answered wrongly. */
export const subjectSchema = z.strictObject({ id, name: words, alsoAsked: phrasings.min(3) });
