// Sentence templates, the little language in which YAML says what a message may look like:
//   (a|b c)  one of these    [a]  may be missing    {name}  one of a list of the same file
//   ...      up to six words    swell*  a word that begins so
// A template is compared with normalised text, so case, accents, apostrophes and punctuation never matter.
import { normalize } from './text';

export type Lists = Readonly<Record<string, readonly string[]>>;

/** Says whether, and by which template, normalised text is matched. */
export interface Pattern {
  /** The template that matches, or undefined. */
  find(normalized: string): string | undefined;
  /** Whether any does; quicker, for those who need not know which. */
  matches(normalized: string): boolean;
}

/** Thrown for a template that cannot be read; names it and says what is wrong. Code: TEMPLATE_INVALID. */
export class TemplateError extends Error {
  readonly code = 'TEMPLATE_INVALID';
  constructor(template: string, what: string) {
    super(`The template "${template}" ${what}.`);
    this.name = 'TemplateError';
  }
}

/** Matches when the whole text is one of the templates. */
export function wholePattern(templates: readonly string[], lists: Lists = {}): Pattern {
  return patternOf(templates, lists, (source) => `^${source}$`);
}

/** Matches when one of the templates stands anywhere in the text, at word borders. */
export function anywherePattern(templates: readonly string[], lists: Lists = {}): Pattern {
  return patternOf(templates, lists, (source) => `${source}(?= |$)`);
}

/** The most words that a trimmer takes for one template. */
const LONGEST_TRIMMED = 12;

/** The text without the templates' words at its ends, as often as they come: "um no lol" -> "no". Never empties it. */
export function trimmer(templates: readonly string[], lists: Lists = {}): (normalized: string) => string {
  if (templates.length === 0) return (normalized) => normalized;
  const pattern = wholePattern(templates, lists);
  // Word by word: one expression for "any of these, any number of times" would take years over "oh god oh god oh god …".
  const isOne = (words: readonly string[]): boolean => pattern.matches(words.join(' '));
  return (normalized) => {
    const words = normalized.split(' ');
    const start = farthest(words.length, (from, to) => isOne(words.slice(from, to)));
    const kept = words.slice(start);
    const end = farthest(kept.length, (from, to) => isOne(kept.slice(kept.length - to, kept.length - from)));
    return kept.slice(0, kept.length - end).join(' ') || normalized;
  };
}

/** How far steps of at most LONGEST_TRIMMED lead from 0 when `isStep` allows them. */
function farthest(length: number, isStep: (from: number, to: number) => boolean): number {
  const reached = new Set([0]);
  for (const from of reached)
    for (let to = from + 1; to <= Math.min(length, from + LONGEST_TRIMMED); to++)
      if (!reached.has(to) && isStep(from, to)) reached.add(to);
  return Math.max(...reached);
}

/** Puts `mark` in the place of every template in the text: "" takes them out, "\n" cuts the text there. */
export function replacer(templates: readonly string[], lists: Lists, mark: string): (normalized: string) => string {
  if (templates.length === 0) return (normalized) => normalized;
  const any = new RegExp(`(?:${templates.map((template) => regexSource(template, lists)).join('|')})(?= |$)`, 'gu');
  return (normalized) => ` ${normalized}`.replace(any, mark).trim();
}

function patternOf(templates: readonly string[], lists: Lists, frame: (source: string) => string): Pattern {
  if (templates.length === 0) return { find: () => undefined, matches: () => false };
  const sources = templates.map((template) => regexSource(template, lists));
  const all = new RegExp(frame(`(?:${sources.join('|')})`), 'u');
  const each = sources.map((source) => new RegExp(frame(source), 'u'));
  return {
    matches: (normalized) => all.test(` ${normalized}`),
    find(normalized) {
      const spaced = ` ${normalized}`;
      // One expression for all is the quick way to "no"; which one it was is only looked up after a "yes".
      if (!all.test(spaced)) return undefined;
      return templates[each.findIndex((expression) => expression.test(spaced))];
    },
  };
}

/** The pieces of a template: brackets, lists and words. */
export const PIECE = /\.\.\.|[()[\]|]|\{[^}]*\}|[^\s()[\]|{}]+/gu;

/** The regular expression of one template over text in which every word is preceded by a space. */
function regexSource(template: string, lists: Lists, outer: readonly string[] = []): string {
  if (/[{}]/.test(template.replace(/\{[^{}]*\}/g, ''))) throw new TemplateError(template, 'has a "{" or "}" too many');
  const open: string[] = [];
  let source = '';
  for (const [piece] of template.matchAll(PIECE)) {
    if (piece === '(' || piece === '[') {
      open.push(piece);
      source += '(?:';
    } else if (piece === ')' || piece === ']') {
      if (open.pop() !== (piece === ')' ? '(' : '[')) throw new TemplateError(template, `has a "${piece}" too many`);
      source += piece === ')' ? ')' : ')?';
    } else if (piece === '|') {
      if (open.length === 0) throw new TemplateError(template, 'has a "|" outside of brackets');
      source += '|';
    } else if (piece === '...') source += '(?: \\S+){0,6}?';
    else if (piece.startsWith('{')) source += listSource(template, piece.slice(1, -1), lists, outer);
    else source += wordSource(piece);
  }
  if (open.length > 0) throw new TemplateError(template, 'has a bracket that is not closed');
  if (source === '') throw new TemplateError(template, 'is empty');
  return source;
}

/** Most templates name a list, and lists are long: each is only translated once. */
const listSources = new WeakMap<Lists, Map<string, string>>();

function listSource(template: string, name: string, lists: Lists, outer: readonly string[]): string {
  const known = listSources.get(lists) ?? new Map<string, string>();
  listSources.set(lists, known);
  const earlier = known.get(name);
  if (earlier !== undefined) return earlier;
  const members = Object.hasOwn(lists, name) ? lists[name] : undefined;
  if (!members) throw new TemplateError(template, `names the list {${name}}, which does not exist`);
  if (outer.includes(name)) throw new TemplateError(template, `names the list {${name}} inside itself`);
  const source = `(?:${members.map((member) => regexSource(member, lists, [...outer, name])).join('|')})`;
  known.set(name, source);
  return source;
}

function wordSource(word: string): string {
  const begins = word.endsWith('*');
  const tokens = normalize(begins ? word.slice(0, -1) : word).split(' ');
  const escaped = tokens.map((token) => ` ${token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).join('');
  return begins ? `${escaped}\\S*` : escaped;
}
