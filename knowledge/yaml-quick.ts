// One YAML text without faults -> its value, and the line of each part. A third of the time that the parser of yaml-file.ts
// takes, which explains faults; what this one cannot read is given to that one.
import { CORE_SCHEMA, load } from 'js-yaml';

/** A part of a YAML text. `parts`: the members of a list; the keys of a map, each followed by its value. */
interface Node {
  readonly value: unknown;
  readonly line: number;
  readonly parts: readonly Node[];
}

export interface QuickYaml {
  readonly value: unknown;
  /** Calls `visit` for each member of lists and maps with its name below the name that `visit` gave the one above. */
  visitParts(visit: (name: string, line: number) => string): void;
}

/** Undefined for a text that is no YAML. */
export function readQuickly(text: string): QuickYaml | undefined {
  const root = rootOf(text);
  return root && { value: root.value, visitParts: (visit) => visitParts(root, '', visit) };
}

function rootOf(text: string): Node | undefined {
  const open: { line: number; parts: Node[] }[] = [{ line: 0, parts: [] }];
  try {
    load(text, {
      schema: CORE_SCHEMA,
      listener(event, { line, result: value }) {
        if (event === 'open') open.push({ line: line + 1, parts: [] });
        else {
          const node = { value, ...(open.pop() ?? { line, parts: [] }) };
          open.at(-1)?.parts.push(node);
        }
      },
    });
  } catch {
    return undefined;
  }
  return open[0]?.parts[0];
}

function visitParts({ value, parts }: Node, above: string, visit: (name: string, line: number) => string): void {
  const [first] = parts;
  const enter = (node: Node | undefined, name: string, line: number): void => {
    const told = visit(above === '' ? name : `${above}/${name}`, line);
    if (node) visitParts(node, told, visit);
  };
  if (typeof value !== 'object' || value === null) return;
  // What might be the key of a map is read as a node first, and may come out as the whole.
  if (first?.value === value) visitParts(first, above, visit);
  else if (Array.isArray(value))
    parts.forEach((node, at) => {
      enter(node, idOf(node) ?? String(at), node.line);
    });
  else
    for (let at = 0; at < parts.length; at += 2) enter(parts[at + 1], String(parts[at]?.value), parts[at]?.line ?? 0);
}

function idOf({ value }: Node): string | undefined {
  const { id } = (value ?? {}) as { readonly id?: unknown };
  return typeof id === 'string' ? id : undefined;
}
