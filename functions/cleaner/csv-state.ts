/** Largest record, in bytes without its line end. Without a limit, a quote that is never closed would read the whole file into memory. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

export const CR = 0x0d;
export const LF = 0x0a;
const QUOTE = 0x22;

/** The state within a cell, after a byte; `closed`: after a quote that may end the cell; `closed-cr`: after that quote and a CR. */
export type CsvState = "start" | "plain" | "quoted" | "closed" | "closed-cr";

/** A quote that is out of place. `trailing`: text follows a closing quote; `bare`: a quote is in a cell that is not quoted. */
export type QuoteFault = "trailing" | "bare";

/**
 * The state after one more byte of CSV. It follows RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180) strictly, where CSV libraries are
 * lenient: text after a closing quote is a fault, and a quote in a cell that is not quoted, too. Each record may end in LF or CRLF.
 * @returns `start` after each delimiter, `end` after each record
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
