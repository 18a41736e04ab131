import { createHash } from "node:crypto";

/**
 * An id of a request that is the same for the same names: Snowflake runs a statement once for each id. A UUID of version 8, whose bits are ours.
 * https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8
 */
export function requestId(...names: readonly string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(names)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
