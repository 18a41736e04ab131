import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { ExportManifest, ExportPart } from "../../../functions/shared/export-manifest.ts";
import { SyncError } from "../../../functions/sync/sync-error.ts";
import { storedObject } from "../../../local/s3-object.ts";
import { BUCKET, type Row, type World } from "./world.ts";

export const BATCH = "20260727T0130";
export const ROWS: readonly Row[] = [
  [1, "secret-user", "a", "2026-07-27 01:00:00"],
  [2, "secret-user", "b", "2026-07-27 01:00:01"],
];
export const HEADER = "order_id,user_id,note,updated_at\n";

/** Writes another object in the place of the second of two parts, and gives the part that now names it. */
export function replacePart(world: World, manifest: ExportManifest, body: Buffer): ExportPart {
  const part = world.parts(manifest)[1] as ExportPart;
  const object = storedObject(body);
  world.s3.objects.set(`${BUCKET}/${part.key}`, object);
  return { ...part, etag: object.etag };
}

export function csv(text: string): Buffer {
  return gzipSync(Buffer.from(text));
}

export async function failureOf(promise: Promise<unknown>): Promise<SyncError> {
  const error = await promise.then(
    () => expect.fail("It has not failed."),
    (it: unknown) => it,
  );
  expect(error).to.be.instanceOf(SyncError);
  return error as SyncError;
}
