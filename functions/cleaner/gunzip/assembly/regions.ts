/** The largest distance of a match. https://www.rfc-editor.org/rfc/rfc1951 */
export const HISTORY_BYTES: usize = 32768;
const OUTPUT_BYTES: usize = 128 * 1024;
/** The longest match, and as much as a copy of it may write too far. */
const OUTPUT_SLACK: usize = 258 + 64;
/** Small, so that it stays in the processor's cache. */
export const INPUT_BYTES: usize = 64 * 1024;
/** The head of a block is read whole, up to 300 bytes, before it is asked whether all of it was there. */
const INPUT_SLACK: usize = 512;

/** Where the compressed bytes are. */
export const INPUT: usize = memory.data(<i32>(INPUT_BYTES + INPUT_SLACK), 16);
/** The last bytes of earlier output, followed by the output. */
export const WINDOW: usize = memory.data(<i32>(HISTORY_BYTES + OUTPUT_BYTES + OUTPUT_SLACK), 16);
/** No round of symbols begins there or after. */
export const OUTPUT_LIMIT: usize = WINDOW + HISTORY_BYTES + OUTPUT_BYTES;
