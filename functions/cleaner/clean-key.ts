import { createHash } from "node:crypto";
import type { CleanerEnvironment } from "./environment.ts";
import { folder } from "./route.ts";

/** What decides the bytes of a CLEAN object: the version of the RAW object, and the mask. */
export interface CleanVersion {
  readonly etag: string;
  readonly maskHash: string;
}

/**
 * The CLEAN key of a RAW object: its path under the CLEAN prefix, as `.json.gz`. The key contains a version, because Snowpipe never
 * loads a name twice (https://docs.snowflake.com/en/user-guide/data-load-snowpipe-intro). A retry of the same object has the same
 * version; if the object or the mask has changed, the version changes.
 *
 * @param path the key after the RAW prefix
 */
export function cleanKey(path: string, { etag, maskHash }: CleanVersion, environment: CleanerEnvironment): string {
  const { cleanPrefix, cleanNames } = environment;
  const version = createHash("sha256").update(`${etag}\n${maskHash}`).digest("hex").slice(0, 8);
  const stem = path.replace(/(\.csv)?(\.gz)?$/i, "");
  return `${folder(cleanPrefix)}${stem}${cleanNames === "versioned" ? `.${version}` : ""}.json.gz`;
}
