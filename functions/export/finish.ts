import { type ExportManifest, type ExportPart, manifestKey, partsKey } from "../shared/export-manifest.ts";
import { type Export, listedTable } from "./export.ts";
import type { FinishedExport, StartedExport } from "./export-event.ts";
import { create, readManifest } from "./manifests.ts";
import { assertNotTaken } from "./start.ts";
import { type WrittenPart, writtenParts } from "./written-parts.ts";

/**
 * Commits a batch whose parts are written: first the file with its parts, then the manifest, without which the batch is not there. Done twice, or
 * by two executions of the same minute, it commits one batch.
 * @throws ExportError
 */
export async function finish(to: Export, started: StartedExport): Promise<FinishedExport> {
  const contract = listedTable(to, started.table);
  const place = { database: to.database, table: started.table, batch: started.batch };
  if (started.handle === undefined) return finished(await readManifest(to, place), true);
  const parts = await writtenParts(to, started, started.handle);
  const { handle: queryId, kind, from, to: bound } = started;
  const key = partsKey({ ...place, queryId });
  const manifest: ExportManifest = {
    ...place,
    kind,
    queryId,
    columns: Object.keys(contract.columns),
    ...(from === undefined ? {} : { from }),
    to: bound,
    rows: sum(parts.map(({ rows }) => rows)),
    parts: { key, count: parts.length, bytes: sum(parts.map(({ bytes }) => bytes)) },
  };
  // If it is there, an earlier try of the same query has written the same.
  await create(to, key, linesOf(manifest, parts));
  if (await create(to, manifestKey(place), `${JSON.stringify(manifest)}\n`)) return finished(manifest, false);
  const there = await readManifest(to, place);
  assertNotTaken(kind, there.kind, place);
  return finished(there, true);
}

function linesOf(manifest: ExportManifest, parts: readonly WrittenPart[]): string {
  return parts
    .map(({ key, etag, bytes, rows }): ExportPart => ({ manifest: manifestKey(manifest), key, etag, bytes, rows }))
    .map((part) => `${JSON.stringify(part)}\n`)
    .join("");
}

function finished({ table, batch, kind, rows, parts }: ExportManifest, already: boolean): FinishedExport {
  return { table, batch, kind, rows, parts: parts.count, bytes: parts.bytes, already };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
