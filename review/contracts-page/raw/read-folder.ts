import { stat } from "node:fs/promises";
import type { Shell } from "../../../command/shell.ts";
import { withProgress } from "../../../command/with-progress.ts";
import { masksIn } from "../../../contracts/mask-of.ts";
import { isPrintable } from "../../../functions/cleaner/column-name.ts";
import type { Listed } from "../listed.ts";
import { findRawFiles } from "./find-files.ts";
import type { RawCollection } from "./raw-collection.ts";
import { readRawFiles } from "./read-raw-files.ts";

/** The format in which DMS writes RAW. */
export interface Dialect {
  readonly csvDelimiter: string;
  readonly nullMarker: string;
}

export interface RawFolder {
  /** All listed collections, including those without a file. */
  readonly collections: ReadonlyMap<string, RawCollection>;
  /** Collections with printable names that are in the folder and not in the allow-list. */
  readonly unlisted: readonly string[];
}

/** Progress is shown in steps of this many bytes; a smaller folder takes a second or two. */
const STEP_BYTES = 8 * 1024 * 1024;

/**
 * Reads the RAW files of all listed collections below a folder.
 * @throws UserError if the folder can't be read, or has no RAW file
 */
export async function readRawFolder(
  folder: string,
  { allowList, nameOf }: Pick<Listed, "allowList" | "nameOf">,
  dialect: Dialect,
  shell: Pick<Shell, "err">,
): Promise<RawFolder> {
  const found = await findRawFiles(folder, nameOf);
  const listed = Object.entries(masksIn(allowList)).map(([name, mask]) => ({
    name,
    mask,
    files: found.get(name) ?? [],
  }));
  const size = await sizeOf(listed.flatMap(({ files }) => files));
  const collections = new Map<string, RawCollection>();
  await withProgress(shell, Math.floor(size / STEP_BYTES), async (step) => {
    let bytes = 0;
    for (const { name, mask, files } of listed) {
      const onBytes = (count: number) => {
        const before = Math.floor(bytes / STEP_BYTES);
        bytes += count;
        if (Math.floor(bytes / STEP_BYTES) > before) step(name);
      };
      collections.set(name, await readRawFiles(files, { ...dialect, mask, passOp: true, onBytes }));
    }
  });
  const unlisted = [...found.keys()].filter((name) => !Object.hasOwn(allowList, name) && isPrintableName(name));
  return { collections, unlisted };
}

/** With or without a database in front. */
function isPrintableName(name: string): boolean {
  return name.split("/").every(isPrintable);
}

async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  return sizes.reduce((total, size) => total + size, 0);
}
