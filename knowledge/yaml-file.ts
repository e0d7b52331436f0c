// One YAML text -> its validated value, every fault in it, and where each part of it stands. Pure; load.ts brings the text.
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Place } from './schema';
import { readQuickly } from './yaml-quick';

/** One fault of the content: where it stands, what is wrong, and what to do. */
export interface ContentFault extends Place {
  readonly what: string;
  readonly fix: string;
}

export interface YamlFile<T> {
  /** Absent when there are faults. */
  readonly value?: T;
  readonly faults: readonly ContentFault[];
  /** By path: keys of maps, ids of list members that have one ("#2" for the second of the same id), positions of others. */
  readonly places: ReadonlyMap<string, Place>;
}

export function parseYaml<T>(file: string, text: string, schema: z.ZodType<T>): YamlFile<T> {
  const quick = readQuickly(text);
  const { success, data } = schema.safeParse(quick?.value);
  if (!quick || !success) return parseWithFaults(file, text, schema);
  const places = new Map<string, Place>();
  quick.visitParts((name, line) => {
    const unique = uniqueKey(name, places);
    places.set(unique, { file, line });
    return unique;
  });
  return { value: data, faults: [], places };
}

function parseWithFaults<T>(file: string, text: string, schema: z.ZodType<T>): YamlFile<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({
      file,
      line: lineOf(error.pos[0]),
      what: `${error.message.split('\n')[0] ?? error.code}.`.replace(/( at line \d+, column \d+)?:?\.$/, '.'),
      fix: 'Mend the YAML: quote a text that holds ": " or starts with a special character, and indent with spaces.',
    }));
    return { faults, places: new Map() };
  }

  const places = new Map<string, Place>();
  const lineAtPath = new Map<string, number>();
  const walk = (node: unknown, name: string, path: string): void => {
    const visit = (child: unknown, told: { name: string; key: string; line: number }): void => {
      const childName = name === '' ? told.name : `${name}/${told.name}`;
      const childPath = path === '' ? told.key : `${path}.${told.key}`;
      const unique = uniqueKey(childName, places);
      places.set(unique, { file, line: told.line });
      lineAtPath.set(childPath, told.line);
      walk(child, unique, childPath);
    };
    if (isMap(node))
      for (const { key, value } of node.items) {
        const text = String(isScalar(key) ? key.value : key);
        visit(value, { name: text, key: text, line: lineOf((key as Node | null)?.range?.[0] ?? 0) });
      }
    else if (isSeq(node))
      node.items.forEach((item, index) => {
        const id = isMap(item) ? item.get('id') : undefined;
        const line = lineOf((item as Node | null)?.range?.[0] ?? 0);
        visit(item, { name: typeof id === 'string' ? id : String(index), key: String(index), line });
      });
  };
  walk(document.contents, '', '');

  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data, faults: [], places };
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const line = lineAtPath.get(path.slice(0, depth).map(String).join('.'));
      if (line !== undefined) return line;
    }
    return 1;
  };
  return { faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, file, lineAt)), places };
}

/** The name, or "name#2" for the second of that name. */
export function uniqueKey(name: string, taken: ReadonlyMap<string, Place>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count++) unique = `${name}#${count}`;
  return unique;
}

const OTHER_FIX = 'Write it in the shape that the neighbours have; docs/CONTENT.md shows each.';
const FIXES: Readonly<Record<string, string>> = {
  invalid_type:
    'Add what is missing, or give it in the kind that is expected; "yes", "no" and numbers may need quotes.',
  invalid_value: 'Use one of the values that are listed.',
};

function faultsOf(
  issue: z.core.$ZodIssue,
  file: string,
  lineAt: (path: readonly PropertyKey[]) => number,
): ContentFault[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      file,
      line: lineAt([...path, key]),
      what: `${[...path, key].join('.')}: there is no such key.`,
      fix: 'Remove the key, or mend its spelling.',
    }));
  const what = `${path.join('.') || 'the file'}: ${issue.message}.`;
  return [{ file, line: lineAt(path), what, fix: FIXES[issue.code] ?? OTHER_FIX }];
}
