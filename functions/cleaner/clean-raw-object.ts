import type { Buckets } from "./buckets.ts";
import { cleanKey } from "./clean-key.ts";
import { cleanStream } from "./clean-stream.ts";
import { writeClean } from "./clean-writer.ts";
import type { CleanerEnvironment } from "./environment.ts";
import type { RawObject } from "./events.ts";
import { makeKernel } from "./make-kernel.ts";
import { maskHash } from "./projection.ts";
import { openRaw } from "./raw-object.ts";
import type { Route } from "./route.ts";
import type { Summary } from "./summary.ts";

/** The metadata of an object may have 2 KB in all. https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const RAW_KEY_MAX = 1500;

/**
 * Cleans one RAW object into its CLEAN object.
 * @throws CleanerError if anything is wrong; then no CLEAN object has appeared.
 */
export async function cleanRawObject(
  object: RawObject,
  { collection, mask, path }: Exclude<Route, { skip: string }>,
  environment: CleanerEnvironment,
  buckets: Buckets,
): Promise<Summary> {
  const started = performance.now();
  const projection = { mask, nullMarker: environment.nullMarker, passOp: environment.passOp };
  const kernel = makeKernel(projection, environment.csvDelimiter);
  const raw = await openRaw(buckets.raw, object);
  const version = { etag: raw.etag, maskHash: maskHash(projection) };
  const key = cleanKey(path, version, environment);
  const metadata = {
    "raw-key": encodeURI(object.key).slice(0, RAW_KEY_MAX),
    "raw-etag": raw.etag,
    "mask-hash": version.maskHash,
  };
  const target = { bucket: environment.cleanBucket, key, metadata };
  const lines = cleanStream(raw.body, kernel, raw.bytes);
  const bytesOut = await writeClean(buckets.clean, target, lines, () => kernel.tally.rowsOut);
  return {
    collection,
    rawKey: object.key,
    cleanKey: bytesOut === 0 ? null : key,
    ...kernel.tally,
    bytesIn: raw.bytes,
    bytesOut,
    milliseconds: Math.round(performance.now() - started),
  };
}
