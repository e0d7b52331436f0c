// Reads, validates, freezes and stamps the content of one language. The only file of this layer that touches the disk.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import {
  alarmExamplesSchema,
  alarmsSchema,
  type Content,
  commandsSchema,
  entrySchema,
  lexiconSchema,
  type Place,
  phrasesSchema,
  replyExamplesSchema,
  ruleSchema,
  screeningSchema,
  scrubSchema,
  sectionsSchema,
  subjectSchema,
  topicSchema,
  webSchema,
} from './schema';
import { type ContentFault, parseYaml, uniqueKey } from './yaml-file';

export type { ContentFault } from './yaml-file';

/** Thrown when content cannot be read; lists every fault, not the first alone. Code: CONTENT_INVALID. */
export class ContentError extends Error {
  readonly code = 'CONTENT_INVALID';
  readonly faults: readonly ContentFault[];

  constructor(faults: readonly ContentFault[]) {
    super(faults.map((fault) => `${fault.file}:${fault.line} ${fault.what} Fix: ${fault.fix}`).join('\n'));
    this.name = 'ContentError';
    this.faults = faults;
  }
}

/** The folder with the YAML: beside this file in the sources, two folders up and over from the compiled one. */
export const KNOWLEDGE_FOLDER = existsSync(join(__dirname, 'rules.yaml'))
  ? __dirname
  : join(__dirname, '..', '..', 'knowledge');

/** The language of the article, and of whoever says nothing else. */
export const DEFAULT_LOCALE = 'en';

/** The languages of a content folder, that of the article first: each is a folder with phrases in it. */
export function localesIn(folder: string = KNOWLEDGE_FOLDER): readonly string[] {
  const locales = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'phrases.yaml')));
  return [DEFAULT_LOCALE, ...locales.filter((name) => name !== DEFAULT_LOCALE).sort()];
}

export interface LoadOptions {
  readonly locale?: string;
  readonly folder?: string;
}

/** Loads one language. Throws ContentError with every fault of every file. */
export function loadContent({ locale = DEFAULT_LOCALE, folder = KNOWLEDGE_FOLDER }: LoadOptions = {}): Content {
  const faults: ContentFault[] = [];
  const places = new Map<string, Place>();
  const read = <T>(file: string, schema: z.ZodType<T>, keys: PlaceKeys): T | undefined => {
    const shown = relative(join(folder, '..'), join(folder, file));
    const text = readText(join(folder, file));
    if (text === undefined) {
      faults.push({ file: shown, line: 1, what: 'The file cannot be read.', fix: 'Create it, or put its name right.' });
      return undefined;
    }
    const result = parseYaml(shown, text, schema);
    faults.push(...result.faults);
    places.set(keys.root, { file: shown, line: 1 });
    for (const [path, place] of result.places) places.set(placeKey(path, keys, places), place);
    return result.value;
  };
  const language = (file: string): string => join(locale, file);

  const topics = read('topics.yaml', z.array(topicSchema), { root: 'topic' });
  const rules = read('rules.yaml', z.array(ruleSchema), { root: 'rule' });
  const entries = faqFiles(folder, locale).flatMap((file) => read(file, z.array(entrySchema), { root: 'entry' }) ?? []);
  const subjects = read(language('not-covered.yaml'), z.array(subjectSchema), { root: 'subject' });
  const screening = read(language('screening.yaml'), screeningSchema, {
    root: 'screening',
    groups: { questions: 'question' },
  });
  const phrases = read(language('phrases.yaml'), phrasesSchema, { root: 'phrase' });
  const web = read(language('web.yaml'), webSchema, { root: 'web', groups: { words: 'web-word' } });
  const commands = read(language('commands.yaml'), commandsSchema, {
    root: 'commands',
    groups: { commands: 'command', intents: 'intent' },
  });
  const alarms = read(language('alarm-signs.yaml'), alarmsSchema, { root: 'alarms', groups: { signs: 'sign' } });
  const lexicon = read(language('lexicon.yaml'), lexiconSchema, {
    root: 'lexicon',
    groups: { terms: 'term', spellings: 'spelling' },
  });
  const replyExamples = read(language('reply-examples.yaml'), replyExamplesSchema, { root: 'reply-examples' });
  const alarmExamples = read(language('alarm-examples.yaml'), alarmExamplesSchema, { root: 'alarm-examples' });
  const scrub = read(language('scrub.yaml'), scrubSchema, { root: 'scrub' });
  // In the language of the article its headings are what they are.
  const headings =
    locale === DEFAULT_LOCALE ? {} : read(language('sections.yaml'), sectionsSchema, { root: 'section' });

  if (
    faults.length > 0 ||
    !topics ||
    !rules ||
    !subjects ||
    !screening ||
    !phrases ||
    !web ||
    !commands ||
    !alarms ||
    !replyExamples ||
    !alarmExamples ||
    !lexicon ||
    !scrub ||
    !headings
  )
    throw new ContentError(faults);
  const inOwnWords = <T extends { readonly section: string }>(stands: T): T => ({
    ...stands,
    section: headings[stands.section] ?? stands.section,
  });
  return deepFreeze({
    locale,
    // Old answers may only be kept while the questions and rules that gave them their meaning are the same.
    version: createHash('sha256')
      .update(JSON.stringify([screening, rules]))
      .digest('hex')
      .slice(0, 12),
    topics: topics.map(inOwnWords),
    rules: rules.map(inOwnWords),
    entries: entries.map(inOwnWords),
    subjects,
    screening,
    phrases,
    web,
    commands,
    alarms,
    replyExamples,
    alarmExamples,
    lexicon,
    scrub,
    places,
  });
}

/** How the places of a file are keyed: "root/path", or "group/path" for what stands under certain keys. */
interface PlaceKeys {
  readonly root: string;
  readonly groups?: Readonly<Record<string, string>>;
}

function placeKey(path: string, { root, groups = {} }: PlaceKeys, taken: ReadonlyMap<string, Place>): string {
  const slash = path.indexOf('/');
  const group = groups[slash < 0 ? path : path.slice(0, slash)];
  const key = group === undefined ? `${root}/${path}` : slash < 0 ? group : `${group}${path.slice(slash)}`;
  return uniqueKey(key, taken);
}

function faqFiles(folder: string, locale: string): string[] {
  const faq = join(folder, locale, 'faq');
  if (!existsSync(faq)) return [join(locale, 'faq')];
  return readdirSync(faq)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(locale, 'faq', name));
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Freezes objects and lists through and through, but for maps. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value) && !(value instanceof Map)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}
