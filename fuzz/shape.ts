import { readRecords } from "./damage/reading.ts";
import { unpack } from "./damage/unpack.ts";
import type { KernelExample } from "./kernels/kernel-example.ts";
import type { Upload } from "./shipped/upload.ts";

/** Describes an example in numbers: the reader may not see its text, but wants to know its size. */
export function shapeOfUpload({ body, listed, delimiter, notifiedBy }: Upload): string {
  const csv = unpack(body);
  const file = csv === undefined ? "not a complete gzip" : shapeOfCsv(csv, delimiter);
  return `${body.length} bytes in RAW, notified by ${notifiedBy}: ${file}; ${Object.keys(listed.mask).length} columns listed`;
}

export function shapeOfKernelExample({ csv, projection }: KernelExample): string {
  return `${shapeOfCsv(csv, ",")}; ${Object.keys(projection.mask).length} columns listed`;
}

function shapeOfCsv(csv: Buffer, delimiter: string): string {
  const records = readRecords(csv, delimiter);
  const table = records === undefined ? "invalid CSV" : `${records.length} records, ${records[0]?.length ?? 0} columns`;
  return `${csv.length} bytes of CSV, ${table}`;
}
