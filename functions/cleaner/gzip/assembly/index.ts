import { endBlocks, OUTPUT, writeBlock } from "./block";
import { BLOCK_BYTES, Window, window } from "./window";

/*
 * Deflate for lines of JSON (https://www.rfc-editor.org/rfc/rfc1951), for TypeScript in `gzip.ts`. It copies bytes to `inputAt`, at most
 * `inputRoom`, and calls `take`; when the block is full, `take` writes it to `outputAt`. Blocks have the same bytes of the text however it
 * is passed, so its result depends on the text alone.
 */

export function inputAt(): usize {
  return window(Window.length);
}

export function inputRoom(): usize {
  return BLOCK_BYTES - Window.length;
}

/** @returns the bytes that were written, 0 if the block is not full */
export function take(length: usize): usize {
  Window.length += length;
  if (Window.length < BLOCK_BYTES) return 0;
  const written = writeBlock(false);
  Window.slide();
  return written;
}

/** Writes the last block. @returns the bytes that were written */
export function end(): usize {
  writeBlock(true);
  return endBlocks();
}

export function outputAt(): usize {
  return OUTPUT;
}
