import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { UserError } from "../../command/user-error.ts";
import { mapWithProgress } from "../../command/with-progress.ts";
import type { Session } from "../session.ts";
import type { ListedObject } from "./raw-objects.ts";

/**
 * The files of a collection as S3 would list them. The ETag of an object that was not uploaded in parts is the MD5 of its bytes.
 *
 * @param raw folder that takes the place of the RAW bucket
 * @throws UserError if it has no folder for the collection
 */
export async function listFiles(session: Session, raw: string, prefix: string): Promise<readonly ListedObject[]> {
  const entries = await readdir(join(raw, prefix), { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      throw new UserError(
        `${join(raw, prefix)} can't be read as a folder (${error.code}): no RAW files to clean again.`,
      );
    },
  );
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const say = (_: string, done: number) => `${done} read`;
  return mapWithProgress(session, paths.sort(), { every: 100, say }, async (path) => {
    const { size, mtime } = await stat(path);
    const key = relative(raw, path).split(sep).join("/");
    return { key, etag: await md5(path), bytes: size, modified: mtime };
  });
}

async function md5(path: string): Promise<string> {
  const hash = createHash("md5");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}
