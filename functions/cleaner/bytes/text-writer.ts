import { PLAIN_IN_STRING, QUOTE } from "./ascii.ts";
import type { Output } from "./output.ts";

/** `\b`, `\u001f` and so on, by byte; what `JSON.stringify` writes. */
const ESCAPES: readonly Buffer[] = Array.from({ length: 256 }, (_, byte) =>
  Buffer.from(JSON.stringify(String.fromCharCode(byte)).slice(1, -1)),
);
const LONGEST_ESCAPE = 6;
const PIECE_BYTES = 64 * 1024;

/**
 * Writes a cell's text as a JSON string.
 * @param doubled whether a quote stands for itself only when doubled, as in a quoted cell
 */
export function writeText(source: Buffer, from: number, to: number, doubled: boolean, out: Output): void {
  out.reserve(2);
  out.push(QUOTE);
  for (let at = from; at < to; ) at = writePiece(source, at, Math.min(to, at + PIECE_BYTES), doubled, out);
  out.reserve(1);
  out.push(QUOTE);
}

/** Piece by piece, so that not six times a huge cell is asked for. @returns where to go on */
function writePiece(source: Buffer, from: number, to: number, doubled: boolean, out: Output): number {
  out.reserve(LONGEST_ESCAPE * (to - from));
  let at = from;
  while (at < to) {
    const start = at;
    while (at < to && PLAIN_IN_STRING[source[at] as number] === 1) at++;
    out.append(source, start, at);
    if (at >= to) break;
    const byte = source[at] as number;
    const escaped = ESCAPES[byte] as Buffer;
    out.append(escaped, 0, escaped.length);
    at += byte === QUOTE && doubled ? 2 : 1;
  }
  return at;
}
