import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import type { Mask } from "../../contracts/mask.ts";
import { keyColumn, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import { listedHeaders } from "../marks/listed-headers.ts";
import type { Upload } from "../shipped/upload.ts";

/** A file as somebody else reads it: csv-parse at its strictest, and `JSON.parse`. */
export interface Reading {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What stands in the object; undefined where it is no whole gzip. */
export function unpack(body: Buffer): Buffer | undefined {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body);
  } catch {
    return undefined;
  }
}

/** Undefined where the file is none that can be trusted: by csv-parse, or by rule 7 over what it has read. */
export function readIndependently(csv: Buffer, upload: Upload): Reading | undefined {
  const [header = [], ...rows] = readRecords(csv, upload.delimiter) ?? [];
  return isTrusted({ header, rows }, upload.listed.mask) ? { header, rows } : undefined;
}

/** The header alone, whatever comes behind it. */
export function readHeader(csv: Buffer, delimiter: string): readonly string[] {
  return readRecords(csv, delimiter, 1)?.[0] ?? [];
}

export function readRecords(csv: Buffer, delimiter: string, to?: number): string[][] | undefined {
  try {
    return parse(csv, {
      bom: true,
      delimiter,
      record_delimiter: ["\r\n", "\n"],
      skip_empty_lines: true,
      ...(to !== undefined && { to }),
    });
  } catch {
    return undefined;
  }
}

function isTrusted({ header, rows }: Reading, mask: Mask): boolean {
  const listed = listedHeaders(mask);
  const witnesses = [keyColumn(mask), TIMESTAMP_COLUMN].map((name) => header.indexOf(name)).filter((at) => at >= 0);
  return (
    new Set(header).size === header.length &&
    header.some((name) => listed.has(name) && (name !== TIMESTAMP_COLUMN || Object.hasOwn(mask, name))) &&
    rows.every((cells) => witnesses.every((at) => cells[at] !== header[at])) &&
    (header[0] !== "Op" || rows.every(([op = ""]) => ["I", "U", "D"].includes(op)))
  );
}
