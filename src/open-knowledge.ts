// Opens the content and what is learned from it. Learning takes seconds, so it is kept in a file, which serves only while it is
// of these very words, this code and this Node; whatever else it is, it is learned anew.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, extname, join, sep } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import {
  ContentError,
  checkContent,
  DEFAULT_LOCALE,
  deepFreeze,
  KNOWLEDGE_FOLDER,
  type Knowledge,
  learn,
  loadContent,
  localesIn,
} from '../knowledge';

const PROJECT = dirname(KNOWLEDGE_FOLDER);
const CODE = join(__dirname, '..', 'knowledge');
/** The sources and what is compiled from them each have a file, and so has each Node and each language. */
const keptFileOf = (locale: string): string =>
  join(PROJECT, '.cache', `knowledge-${locale}${extname(__filename)}-node${process.versions.modules}.bin`);
const DIGEST = 'sha256';
const DIGEST_BYTES = 32;

export interface OpenOptions {
  readonly locale?: string;
  /** The folder with the YAML; what is learned from another folder than the project's own is not kept. */
  readonly folder?: string;
  /** The file in which it is kept. */
  readonly keptFile?: string | undefined;
}

/** Opens one language. Throws ContentError with everything that is wrong with the content. */
export function openKnowledge({
  locale = DEFAULT_LOCALE,
  folder = KNOWLEDGE_FOLDER,
  keptFile = folder === KNOWLEDGE_FOLDER ? keptFileOf(locale) : undefined,
}: OpenOptions = {}): Knowledge {
  if (keptFile === undefined) return learnAnew(folder, locale);
  const stamp = stampOf(folder, locale);
  const kept = readKept(keptFile, stamp);
  if (kept) return kept;
  const knowledge = learnAnew(folder, locale);
  keep(keptFile, stamp, knowledge);
  return knowledge;
}

/** Opens every language of the project, so that each is kept from then on. */
export function openEveryLanguage(): readonly Knowledge[] {
  return localesIn().map((locale) => openKnowledge({ locale }));
}

function learnAnew(folder: string, locale: string): Knowledge {
  const content = loadContent({ folder, locale });
  const errors = checkContent(content).filter((finding) => finding.severity === 'error');
  if (errors.length > 0) throw new ContentError(errors);
  return { content, lessons: learn(content) };
}

/** Everything that has a say in what is learned: the words, the code, the packages, and the Node that does the arithmetic. */
function stampOf(content: string, locale: string): Buffer {
  const hash = createHash(DIGEST).update(process.version).update(locale);
  const add = (folder: string, file: string): void => {
    hash.update(`\0${file}\0`).update(readFileSync(join(folder, file)));
  };
  const others = localesIn(content).filter((other) => other !== locale);
  const isOfOther = (file: string): boolean => others.some((other) => file.startsWith(other + sep));
  for (const [root, ending] of [
    [CODE, extname(__filename)],
    [content, '.yaml'],
  ] as const)
    for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort())
      if (file.endsWith(ending) && !isOfOther(file)) add(root, file);
  add(PROJECT, 'package.json');
  return hash.digest();
}

/** The file: the stamp, a checksum of the rest, and the rest. */
function readKept(file: string, stamp: Buffer): Knowledge | undefined {
  try {
    const bytes = readFileSync(file);
    const rest = bytes.subarray(2 * DIGEST_BYTES);
    const isOurs = bytes.subarray(0, DIGEST_BYTES).equals(stamp);
    if (!isOurs || !bytes.subarray(DIGEST_BYTES, 2 * DIGEST_BYTES).equals(checksum(rest))) return undefined;
    const { content, lessons } = deserialize(rest) as Knowledge;
    return { content: deepFreeze(content), lessons };
  } catch {
    // Not there, or of another kind: it will be made anew.
    return undefined;
  }
}

/** Written beside and moved into its place, so that nobody reads half of it. Where it cannot be kept, it is learned each time. */
function keep(file: string, stamp: Buffer, knowledge: Knowledge): void {
  const rest = serialize(knowledge);
  const beside = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(beside, Buffer.concat([stamp, checksum(rest), rest]));
    renameSync(beside, file);
  } catch {
    // A read-only disk, say.
  }
}

function checksum(bytes: Uint8Array): Buffer {
  return createHash(DIGEST).update(bytes).digest();
}
