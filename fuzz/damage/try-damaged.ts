import { gunzipSync } from "node:zlib";
import { Finding } from "../finding.ts";
import { printableNames } from "../planted/planted-upload.ts";
import { findLeakOutsideClean } from "../shipped/leaks.ts";
import { type Handle, runShipped, type Trace } from "../shipped/shipped.ts";
import type { Upload } from "../shipped/upload.ts";
import { allowed } from "./allowed.ts";
import { isContained } from "./contained.ts";
import { readHeader, readIndependently, readRecords } from "./reading.ts";
import { unpack } from "./unpack.ts";

/**
 * Cleans a damaged object. A damaged file can be as sound as the original, so the output is compared with what an independent
 * reader finds in the listed places of the damaged file. If this reader rejects the file, nothing may land; if it finds records,
 * the cleaner may not treat the file as empty.
 * @returns the outcome
 * @throws Finding
 */
export async function tryDamaged(upload: Upload, handle?: Handle): Promise<string> {
  const trace = await runShipped(upload, handle);
  const csv = unpack(upload.body);
  // If no record follows the header, no name may be printed: the header may be a record.
  const hasNames = csv !== undefined && trace.outcome !== "nothing to write";
  const leak = findLeakOutsideClean(trace, printableNames(hasNames ? readHeader(csv, upload) : []));
  if (leak !== undefined) throw new Finding(`${leak.where} has text of the file, ${leak.form}`);
  if (trace.outcome === "failed" && trace.objects.length > 0) throw new Finding("failed, and CLEAN has an object");
  if (trace.objects.length > 0) expectAllowed(trace, csv, upload);
  if (trace.outcome === "nothing to write") expectNoRows(csv, upload);
  return trace.outcome;
}

/** Nobody would notice rows that are lost without an error. */
function expectNoRows(csv: Buffer | undefined, { delimiter }: Upload): void {
  const records = csv && readRecords(csv, delimiter);
  if (records === undefined)
    throw new Finding("nothing landed, no error, and an independent reader can't read the file");
  if (records.length > 1) throw new Finding(`nothing landed of ${records.length - 1} records, and no error`);
}

function expectAllowed({ objects }: Trace, csv: Buffer | undefined, upload: Upload): void {
  const reading = csv && readIndependently(csv, upload);
  if (reading === undefined) throw new Finding("landed, and an independent reader rejects the file");
  const lines = objects.flatMap(({ body }) => gunzipSync(body).toString().split("\n").slice(0, -1));
  if (lines.length !== reading.rows.length)
    throw new Finding(`${lines.length} lines for ${reading.rows.length} records`);
  lines.forEach((line, index) => {
    const may = allowed(reading.header, reading.rows[index] ?? [], upload.listed.mask, upload.passOp);
    if (!isContained(JSON.parse(line), may)) throw new Finding(`record ${index + 1}: more landed than is listed`);
  });
}
