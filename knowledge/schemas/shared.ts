// What the shapes of all files are made of.
import { z } from 'zod';

export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by "-", like "recovery-time"');
export const words = z.string().trim().min(1, 'must not be empty');
export const phrasings = z.array(words);
/** Sentence templates; the little language is described in pattern.ts. */
export const templates = z.array(words).default([]);
export const someTemplates = z.array(words).min(1);
export const lists = z.record(id, z.array(words).min(1)).default({});

export const VERDICTS = ['under-age', 'avoid', 'ask-provider', 'no-exclusion-found'] as const;
export const CHOICES = ['yes', 'no', 'unsure', 'under-22', '22-or-over'] as const;
