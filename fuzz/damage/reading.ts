import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import type { Upload } from "../shipped/upload.ts";
import { isTrusted, type Reading } from "./trusted.ts";

/** What stands in the object; undefined where it is no whole gzip. */
export function unpack(body: Buffer): Buffer | undefined {
  if (body[0] !== 0x1f || body[1] !== 0x8b) return body;
  try {
    return gunzipSync(body);
  } catch {
    return undefined;
  }
}

/** Undefined where the file can't be trusted: by csv-parse, or by rules 5 and 7 over what it has read. */
export function readIndependently(csv: Buffer, upload: Upload): Reading | undefined {
  const [header = [], ...rows] = readRecords(csv, upload.delimiter) ?? [];
  const isSound = !hasLineEndInHeader(csv) && isTrusted({ header, rows }, upload.listed.mask);
  return isSound ? { header, rows } : undefined;
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

/** Of the first record no CR is let stand but in quotes and in front of its LF: rows may end in it. */
function hasLineEndInHeader(csv: Buffer): boolean {
  const [first = ""] =
    /^(?:"(?:[^"]|"")*"|[^\n"])*/.exec(csv.toString("latin1").replace(/^(\xef\xbb\xbf)?(\r?\n)*/, "")) ?? [];
  return /\r(?!$)/.test(first.replace(/"(?:[^"]|"")*"/g, ""));
}
