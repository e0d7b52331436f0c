// The template of the manifest with its {{placeholders}} filled in, and of what each text was made, so that whoever must change
// it is told where.
import type { Fill } from './app-values';

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** By JSON pointer: the placeholders of the text that stands there. */
export type Sources = ReadonlyMap<string, readonly string[]>;

export interface Filled {
  readonly manifest: object;
  readonly sources: Sources;
}

export function fillTemplate(template: object, fill: Fill): Filled {
  const sources = new Map<string, readonly string[]>();
  const manifest = mapTexts(template, '', (text, pointer) => {
    const names = placeholdersIn(text);
    if (names.length > 0) sources.set(pointer, names);
    return text.replace(PLACEHOLDER, (whole, name: string) => fill(name) ?? whole);
  });
  return { manifest: manifest as object, sources };
}

export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? '');
}

/** The same value with each text of it changed. */
function mapTexts(value: unknown, pointer: string, change: (text: string, pointer: string) => string): unknown {
  if (typeof value === 'string') return change(value, pointer);
  if (Array.isArray(value)) return value.map((item, index) => mapTexts(item, `${pointer}/${index}`, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapTexts(item, `${pointer}/${key}`, change)]),
  );
}

/** Every text of a value, with its JSON pointer. */
export function textsOf(value: unknown): [pointer: string, text: string][] {
  const texts: [string, string][] = [];
  mapTexts(value, '', (text, pointer) => {
    texts.push([pointer, text]);
    return text;
  });
  return texts;
}
