// The real content, to be broken in one place: a thawed copy in memory, or a copy of the folder for faults of the files.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KNOWLEDGE_FOLDER, loadContent } from '../../knowledge';
import type { Content } from '../../knowledge/schema';

/** The same shape, without the promise that nothing changes it. */
export type Thawed<T> =
  T extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value>
    : T extends object
      ? { -readonly [Key in keyof T]: Thawed<T[Key]> }
      : T;

const original = loadContent();

/** A copy of the content, changed by `change`. */
export function contentWith(change: (content: Thawed<Content>) => void = () => {}): Content {
  const copy = structuredClone(original) as Thawed<Content>;
  change(copy);
  return copy as Content;
}

export interface FolderCopy {
  readonly folder: string;
  edit(file: string, change: (text: string) => string): void;
  write(file: string, text: string): void;
  remove(): void;
}

/** A copy of the folder with the YAML; remove() takes it away again. */
export function copyFolder(): FolderCopy {
  const root = mkdtempSync(join(tmpdir(), 'knowledge-'));
  const folder = join(root, 'knowledge');
  cpSync(KNOWLEDGE_FOLDER, folder, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  return {
    folder,
    write: (file, text) => writeFileSync(join(folder, file), text),
    edit: (file, change) => writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8'))),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
