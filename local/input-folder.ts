import { readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { UserError } from "../command/user-error.ts";
import type { RawObject } from "./raw-object.ts";

/** The paths of all files in the folder and its subfolders; hidden ones are left out. */
export async function listInputFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      const why = error.code === "ENOENT" ? "does not exist" : `can't be read as a folder: ${error.code}`;
      throw new UserError(`--input ${folder} ${why}.`);
    },
  );
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep))
    .filter((segments) => !segments.some((segment) => segment.startsWith(".")))
    .map((segments) => segments.join("/"));
  if (paths.length === 0)
    throw new UserError(`--input ${folder} has no files in it; expected <database>/<collection>/<file>.csv.gz.`);
  return paths.sort();
}

/**
 * The user's own RAW objects, which are not moved: `<database>/<collection>/<file>`, or the same below the RAW prefix, as
 * `aws s3 sync` writes it for a whole bucket.
 */
export function toRawObjects(folder: string, paths: readonly string[], rawPrefix: string): RawObject[] {
  const prefix = rawPrefix.replace(/\/?$/, "/");
  return paths.map((path) => ({ key: path.startsWith(prefix) ? path : prefix + path, file: join(folder, path) }));
}
