import { gunzipSync } from "node:zlib";
import { Finding } from "../finding.ts";
import { tellableNames } from "../marks/marked-upload.ts";
import { findLeakBeside } from "../shipped/leaks.ts";
import { type Handle, runShipped, type Trace } from "../shipped/shipped.ts";
import type { Upload } from "../shipped/upload.ts";
import { allowed } from "./allowed.ts";
import { isContained } from "./contained.ts";
import { readHeader, readIndependently, readRecords } from "./reading.ts";
import { unpack } from "./unpack.ts";

/**
 * Has a damaged object cleaned. A byte that is gone may make another file of it, as sound as the first; so what landed is
 * held against what an independent reader finds in the listed places of the file as it now is. A file that this reader does
 * not trust may not land at all, and one in which it finds records may not be taken for empty.
 * @returns what became of it
 * @throws Finding
 */
export async function tryDamaged(upload: Upload, handle?: Handle): Promise<string> {
  const trace = await runShipped(upload, handle);
  const csv = unpack(upload.body);
  // Of a header without a record no name is told: it may be a record itself.
  const hasNames = csv !== undefined && trace.outcome !== "nothing to write";
  const leak = findLeakBeside(trace, tellableNames(hasNames ? readHeader(csv, upload) : []));
  if (leak !== undefined) throw new Finding(`${leak.where} has text of the file, ${leak.form}`);
  if (trace.outcome === "failed" && trace.objects.length > 0) throw new Finding("failed, and CLEAN has an object");
  if (trace.objects.length > 0) expectAllowed(trace, csv, upload);
  if (trace.outcome === "nothing to write") expectNoRows(csv, upload);
  return trace.outcome;
}

/** What was lost without an error would be missed by nobody. */
function expectNoRows(csv: Buffer | undefined, { delimiter }: Upload): void {
  const records = csv && readRecords(csv, delimiter);
  if (records === undefined)
    throw new Finding("nothing landed, no error, and an independent reader can't read the file");
  if (records.length > 1) throw new Finding(`nothing landed of ${records.length - 1} records, and no error`);
}

function expectAllowed({ objects }: Trace, csv: Buffer | undefined, upload: Upload): void {
  const reading = csv && readIndependently(csv, upload);
  if (reading === undefined) throw new Finding("landed, and an independent reader does not trust the file");
  const lines = objects.flatMap(({ body }) => gunzipSync(body).toString().split("\n").slice(0, -1));
  if (lines.length !== reading.rows.length)
    throw new Finding(`${lines.length} lines for ${reading.rows.length} records`);
  lines.forEach((line, index) => {
    const may = allowed(reading.header, reading.rows[index] ?? [], upload.listed.mask, upload.passOp);
    if (!isContained(JSON.parse(line), may)) throw new Finding(`record ${index + 1}: more landed than is listed`);
  });
}
