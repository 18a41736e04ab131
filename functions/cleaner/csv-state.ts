/** Largest record, in bytes without its line end. A quote that is never closed would else swallow the file. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

export const CR = 0x0d;
export const LF = 0x0a;
const QUOTE = 0x22;

/** Where in a cell the last byte left us; `closed` is just behind a quote that may end the cell, `closed-cr` a CR behind that. */
export type CsvState = "start" | "plain" | "quoted" | "closed" | "closed-cr";

/** What gives away that a quote is out of place: text behind a closing one, or a quote in a cell that is not quoted. */
export type QuoteFault = "trailing" | "bare";

/**
 * One byte of CSV, strictly by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) where CSV libraries are lenient: text behind a closing
 * quote is a fault, a quote in a cell that is not quoted too; a record ends in LF or CRLF, whatever the others end in.
 * @returns `start` behind each delimiter, `end` behind each record
 */
export function afterByte(state: CsvState, byte: number, delimiter: number): CsvState | QuoteFault | "end" {
  if (state === "quoted") return byte === QUOTE ? "closed" : "quoted";
  if (byte === LF) return "end";
  if (state === "closed-cr") return "trailing";
  if (byte === delimiter) return "start";
  if (state === "closed") return byte === QUOTE ? "quoted" : byte === CR ? "closed-cr" : "trailing";
  if (byte === QUOTE) return state === "start" ? "quoted" : "bare";
  return "plain";
}

export function withoutCr(record: Buffer): Buffer {
  return record.at(-1) === CR ? record.subarray(0, -1) : record;
}
