import { readRecords } from "./damage/reading.ts";
import { unpack } from "./damage/unpack.ts";
import type { KernelExample } from "./kernels/kernel-example.ts";
import type { Upload } from "./shipped/upload.ts";

/** What an example looks like, in numbers: a reader wants to know whether it is small, and may not be shown it. */
export function shapeOfUpload({ body, listed, delimiter, told }: Upload): string {
  const csv = unpack(body);
  const file = csv === undefined ? "no whole gzip" : shapeOfCsv(csv, delimiter);
  return `${body.length} bytes in RAW, told ${told}: ${file}; ${Object.keys(listed.mask).length} columns listed`;
}

export function shapeOfKernelExample({ csv, projection }: KernelExample): string {
  return `${shapeOfCsv(csv, ",")}; ${Object.keys(projection.mask).length} columns listed`;
}

function shapeOfCsv(csv: Buffer, delimiter: string): string {
  const records = readRecords(csv, delimiter);
  const table =
    records === undefined ? "no sound CSV" : `${records.length} records, ${records[0]?.length ?? 0} columns`;
  return `${csv.length} bytes of CSV, ${table}`;
}
