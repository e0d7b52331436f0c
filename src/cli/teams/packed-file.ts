// A JSON file of the package as it is read back, with what is known of its making.
import { DEFAULT_LOCALE } from '../../../knowledge';
import type { Sources } from './fill-template';
import { MANIFEST, type Manifest } from './manifest';

export interface PackedFile {
  readonly name: string;
  /** The language of its words, by their folder in knowledge/. */
  readonly locale: string;
  readonly value: Manifest;
  readonly sources: Sources;
}

/** What whoever checks a package may know of its manifest's making. */
export interface Origin {
  readonly sources?: Sources;
  readonly locale?: string;
}

export function packedManifest(value: Manifest, { sources = new Map(), locale = DEFAULT_LOCALE }: Origin): PackedFile {
  return { name: MANIFEST, locale, value, sources };
}

/** A place in a file of the package, for people. */
export function placeIn({ name }: PackedFile, pointer: string): string {
  if (name === MANIFEST) return pointer || 'The manifest';
  return pointer ? `${pointer.slice(1)} in ${name}` : name;
}
