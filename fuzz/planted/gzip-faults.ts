import { gzipSync } from "node:zlib";

/** A fault of gzip by rule 3. @param word a planted value @param at any place */
type GzipFault = (csv: Buffer, word: string, at: number) => Buffer;

export const GZIP_FAULTS: Readonly<Record<string, GzipFault>> = {
  "gzip cut short": (csv, _, at) => {
    const whole = gzipSync(csv);
    return whole.subarray(0, 2 + (at % (whole.length - 2)));
  },
  "bytes after gzip": (csv, word) => Buffer.concat([gzipSync(csv), Buffer.from(word)]),
  "bytes after gzip and zeros": (csv, word, at) => Buffer.concat([gzipSync(csv), zeros(at), Buffer.from(word)]),
  // A reader that stops at the zeros loses the other half.
  "gzip after gzip and zeros": (csv, _, at) => {
    const half = csv.indexOf("\n", csv.length >> 1) + 1;
    return Buffer.concat([gzipSync(csv.subarray(0, half)), zeros(at), gzipSync(csv.subarray(half))]);
  },
  "gzip in gzip": (csv) => gzipSync(gzipSync(csv)),
};

/** A few, or more than a chunk of the file. */
function zeros(at: number): Buffer {
  return Buffer.alloc(1 + (at % 2 === 0 ? at % 9 : at % 900));
}
