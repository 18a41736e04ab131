import { createHash } from "node:crypto";
import type { CleanerEnvironment } from "./environment.ts";
import { folder } from "./route.ts";

/** Which bytes stand under the key: this version of the RAW object under this mask. */
export interface CleanVersion {
  readonly etag: string;
  readonly maskHash: string;
}

/**
 * The CLEAN key of a RAW object: its path under the CLEAN prefix, as `.json.gz`. The version in it is the same when the same
 * object is tried again and another when the object or the mask changed, because Snowpipe never loads a name twice
 * (https://docs.snowflake.com/en/user-guide/data-load-snowpipe-intro).
 *
 * @param path the key behind the RAW prefix
 */
export function cleanKey(path: string, { etag, maskHash }: CleanVersion, environment: CleanerEnvironment): string {
  const { cleanPrefix, cleanNames } = environment;
  const version = createHash("sha256").update(`${etag}\n${maskHash}`).digest("hex").slice(0, 8);
  const stem = path.replace(/(\.csv)?(\.gz)?$/i, "");
  return `${folder(cleanPrefix)}${stem}${cleanNames === "versioned" ? `.${version}` : ""}.json.gz`;
}
