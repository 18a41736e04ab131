import { zipSync } from "fflate";

/**
 * A zip archive of one file, the same bytes on every machine: Terraform would take any other byte for new code. So the file
 * has the first time that zip knows, and the compressor is the library's own, not that of the Node version.
 */
export function zipOf(name: string, content: Uint8Array): Uint8Array {
  return zipSync({ [name]: [content, { level: 9, mtime: FIRST_OF_JANUARY_1980, os: UNIX, attrs: READABLE_FILE }] });
}

/** In local time, which is what zip writes. */
const FIRST_OF_JANUARY_1980 = new Date(1980, 0, 1);
const UNIX = 3;
/** `-rw-r--r--`; Lambda runs as another user than the file's owner. */
const READABLE_FILE = 0o100644 << 16;
