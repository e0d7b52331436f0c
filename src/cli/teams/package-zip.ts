// The package's zip: files at its root, in one order and of one date, so that the same input gives the same bytes anywhere.
import { type Unzipped, unzipSync, zipSync } from 'fflate';

/** The first day that a zip can name, in the machine's own time, which is what a zip holds. */
const NO_DATE = new Date(1980, 0, 1);

export type PackageFiles = Readonly<Record<string, Uint8Array>>;

export function zipPackage(files: PackageFiles): Uint8Array {
  return zipSync({ ...files }, { level: 9, mtime: NO_DATE });
}

/** The files of a zip by their paths; undefined where it is none. */
export function unzipPackage(bytes: Uint8Array): Unzipped | undefined {
  try {
    return unzipSync(bytes);
  } catch {
    return undefined;
  }
}
