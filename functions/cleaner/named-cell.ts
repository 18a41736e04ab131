import { isUtf8 } from "node:buffer";
import { afterByte, type CsvState } from "./csv-state.ts";
import { decodeUtf8 } from "./utf8.ts";

const BOM = "\uFEFF";

/**
 * Whether a cell of a record is one of the names; the first cell may have a byte order mark before it. It compares the bytes of each
 * cell without splitting the record, which may have millions of cells.
 * @param record starts with the record, whose quotes are all in place; bytes after its line end are ignored
 * @param delimiter one ASCII character
 */
export function hasNamedCell(record: Buffer, names: readonly string[], delimiter: string): boolean {
  const bytes = isUtf8(record) ? record : Buffer.from(decodeUtf8(record));
  const separator = delimiter.charCodeAt(0);
  let texts = [...names.flatMap(spellings), ...names.flatMap((name) => spellings(BOM + name))];
  let state: CsvState = "start";
  let from = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const next = at === bytes.length ? "end" : afterByte(state, bytes[at] as number, separator);
    if (next === "start" || next === "end") {
      if (at > from && texts.some((text) => text.length === at - from && text.equals(bytes.subarray(from, at))))
        return true;
      if (from === 0) texts = names.flatMap(spellings);
      from = at + 1;
    }
    if (next === "end") return false;
    state = next as CsvState;
  }
  return false;
}

/** The text without quotes and in quotes. */
function spellings(text: string): Buffer[] {
  return [Buffer.from(text), Buffer.from(`"${text.replaceAll('"', '""')}"`)];
}
