import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../../command/user-error.ts";
import type { NameOf } from "../listed.ts";

/** For each kind. Files of one kind mostly have the same columns. */
const MOST_FILES = 10;
const RAW_FILE = /(?:([^\\/]+)[\\/])?([^\\/]+)[\\/]([^\\/]+\.csv(?:\.gz)?)$/;
const FULL_LOAD = /^LOAD[0-9A-F]{8}\./;

/**
 * The RAW files below a folder by collection, as the page names it: the last of the full load and the last of the changes, by name.
 * @param folder has files as `…/<database>/<collection>/<file>`, as `aws s3 sync` writes them
 * @throws UserError if it can't be read, or has no such file
 */
export async function findRawFiles(folder: string, nameOf: NameOf): Promise<ReadonlyMap<string, readonly string[]>> {
  const paths = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`--raw ${folder} can't be read as a folder (${error.code}).`);
  });
  const found = new Map<string, { loads: string[]; changes: string[] }>();
  for (const path of paths.sort()) {
    const [, database = "", folderName, name] = RAW_FILE.exec(path) ?? [];
    if (folderName === undefined || name === undefined) continue;
    const collection = nameOf(database, folderName);
    const kinds = found.get(collection) ?? { loads: [], changes: [] };
    found.set(collection, kinds);
    (FULL_LOAD.test(name) ? kinds.loads : kinds.changes).push(join(folder, path));
  }
  if (found.size === 0) {
    throw new UserError(`--raw ${folder} has no RAW file, <database>/<collection>/<file>.csv.gz.`);
  }
  return new Map(
    [...found].map(([collection, { loads, changes }]) => [
      collection,
      [...loads.slice(-MOST_FILES), ...changes.slice(-MOST_FILES)],
    ]),
  );
}
