import { parse } from "csv-parse/sync";
import type { Upload } from "../shipped/upload.ts";
import { isTrusted, type Reading } from "./trusted.ts";

/** Undefined where the file can't be trusted: by csv-parse, or by rules 5 and 7 over what it has read. */
export function readIndependently(csv: Buffer, upload: Upload): Reading | undefined {
  const [header = [], ...rows] = readRecords(csv, upload.delimiter) ?? [];
  const isSound = !hasLineEndInHeader(csv) && isTrusted({ header, rows }, upload.listed.mask);
  return isSound ? { header, rows } : undefined;
}

/** The header alone, whatever comes behind it; no names where it is none, for what stands there may be values. */
export function readHeader(csv: Buffer, { delimiter, listed }: Upload): readonly string[] {
  const [header = []] = readRecords(csv, delimiter, 1) ?? [];
  return !hasLineEndInHeader(csv) && isTrusted({ header, rows: [] }, listed.mask) ? header : [];
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
