import { parse } from "csv-parse/sync";
import type { Upload } from "../shipped/upload.ts";
import { isTrusted, type Reading } from "./trusted.ts";

/** Undefined if csv-parse can't read the file, or if its records break rules 5 and 7. */
export function readIndependently(csv: Buffer, upload: Upload): Reading | undefined {
  const [header = [], ...rows] = readRecords(csv, upload.delimiter) ?? [];
  const isSound = !hasLineEndInHeader(csv) && isTrusted({ header, rows }, upload.listed.mask);
  return isSound ? { header, rows } : undefined;
}

/** Only the header, whatever follows it. No names if it is not a header, because they may be values. */
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

/** The first record may contain a CR only in quotes or before its LF: otherwise the rows may end in CR. */
function hasLineEndInHeader(csv: Buffer): boolean {
  const [first = ""] =
    /^(?:"(?:[^"]|"")*"|[^\n"])*/.exec(csv.toString("latin1").replace(/^(\xef\xbb\xbf)?(\r?\n)*/, "")) ?? [];
  return /\r(?!$)/.test(first.replace(/"(?:[^"]|"")*"/g, ""));
}
