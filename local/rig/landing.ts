import { gunzipSync } from "node:zlib";
import type { RawObject } from "../../functions/cleaner/events.ts";
import type { FailureRecord } from "../../ops/failures/failure-message.ts";
import type { StoredObject } from "../s3-object.ts";
import { digest, type KnownFile } from "./tickets.ts";

/** One version of a RAW object: its key and its ETag, and what must come of it. */
export interface RawVersion extends Pick<KnownFile, "rows" | "clean"> {
  readonly key: string;
  /** Without quotes. */
  readonly etag: string;
}

/** The result for all RAW versions. */
export interface Landing {
  readonly versions: number;
  readonly cleaned: number;
  readonly failed: number;
  /** `rowsIn` is the sum of the other two, unless rows were lost or written twice. */
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly rowsFailed: number;
  /** Each version for which the promise does not hold, and why. Keys and counts only. */
  readonly problems: readonly string[];
}

/**
 * Checks the promise: each RAW version has exactly one CLEAN object, whole and with the right rows, or exactly one failure pointer. A
 * version without rows has neither, and there are no other CLEAN objects. A version counts once, even if S3 sends several events for
 * it; a pointer counts once, even if several messages have it.
 *
 * @param written all RAW versions that were written
 * @param clean all objects of the CLEAN bucket
 * @param records the failure queue, as the operator's commands read it
 */
export function checkLanding(
  written: readonly RawVersion[],
  clean: Iterable<StoredObject>,
  records: readonly FailureRecord[],
): Landing {
  const versions = new Map(written.map((version) => [nameOf(version), version]));
  const objects = bySource(clean);
  const failed = new Set(records.flatMap(({ failures }) => failures.map(({ object }) => nameOf(object))));
  const problems: string[] = [];
  const sums = { cleaned: 0, failed: 0, rowsIn: 0, rowsOut: 0, rowsFailed: 0 };
  for (const [name, version] of versions) {
    const found = objects.get(name) ?? [];
    const problem = problemOf(version, found, failed.has(name));
    if (problem !== undefined) problems.push(`${name}: ${problem}`);
    sums.rowsIn += version.rows;
    sums.rowsOut += found.reduce((rows, object) => rows + (linesOf(object)?.rows ?? 0), 0);
    sums.rowsFailed += failed.has(name) ? version.rows : 0;
    sums.cleaned += found.length;
    sums.failed += failed.has(name) ? 1 : 0;
  }
  for (const name of [...objects.keys(), ...failed])
    if (!versions.has(name)) problems.push(`${name}: no such version was written`);
  return { versions: versions.size, ...sums, problems };
}

function problemOf(version: RawVersion, found: readonly StoredObject[], failed: boolean): string | undefined {
  if (failed) return found.length === 0 ? undefined : "has both a failure pointer and a CLEAN object";
  const [object] = found;
  if (version.rows === 0) return object && "has no rows, and a CLEAN object";
  if (object === undefined) return "has neither a CLEAN object nor a failure pointer";
  if (found.length > 1) return `has ${found.length} CLEAN objects`;
  const lines = linesOf(object);
  if (lines === undefined) return "has a CLEAN object that is not a whole gzip file";
  if (lines.rows !== version.rows) return `has ${version.rows} rows, and its CLEAN object ${lines.rows}`;
  if (Number(object.headers["x-amz-meta-rows"] ?? lines.rows) !== lines.rows)
    return "has a wrong number of rows in the metadata of its CLEAN object";
  return lines.digest === version.clean ? undefined : "has a CLEAN object with wrong rows";
}

/** CLEAN objects by the RAW version that their metadata names. */
function bySource(objects: Iterable<StoredObject>): Map<string, StoredObject[]> {
  const found = new Map<string, StoredObject[]>();
  for (const object of objects) {
    const { "x-amz-meta-raw-key": key = "", "x-amz-meta-raw-etag": etag } = object.headers;
    const name = nameOf({ key: decodeURI(key), etag });
    found.set(name, [...(found.get(name) ?? []), object]);
  }
  return found;
}

function linesOf({ body }: StoredObject): { rows: number; digest: string } | undefined {
  try {
    const lines = gunzipSync(body);
    return { rows: lines.reduce((rows, byte) => rows + (byte === 0x0a ? 1 : 0), 0), digest: digest(lines) };
  } catch {
    return undefined;
  }
}

function nameOf(version: Partial<Pick<RawObject, "key" | "etag">> = {}): string {
  return `${version.key} ${version.etag}`;
}
