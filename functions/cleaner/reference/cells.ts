import Papa from "papaparse";
import { CleanerError } from "../cleaner-error.ts";
import { countReplaced, decodeUtf8 } from "../utf8.ts";
import type { RecordBatch } from "./records.ts";

/** The cells of each record, and the number of characters that were not valid UTF-8 and became U+FFFD. */
export interface Cells {
  readonly rows: readonly (readonly string[])[];
  readonly replacedCharacters: number;
}

/** Splits records, whose quotes `Records` has checked, into cells without quotes. */
export function readCells({ bytes, lines }: Omit<RecordBatch, "columns">, delimiter = ","): Cells {
  const csv = new Papa.Parser({ delimiter, newline: "\n", quoteChar: '"', escapeChar: '"' });
  const { data, errors } = csv.parse(decodeUtf8(bytes), 0, false) as Papa.ParseResult<string[]>;
  // Records and papaparse must find the same records; otherwise neither can be trusted.
  if (data.length !== lines.length || errors.length > 0) throw new CleanerError("INTERNAL", { line: lines[0] });
  return { rows: data, replacedCharacters: countReplaced(bytes) };
}
