/** How far back a match may be. https://www.rfc-editor.org/rfc/rfc1951#section-2 */
export const HISTORY_BYTES: usize = 32768;
/** Of the text, to a block of the output: few enough for codes that fit it, and enough to be worth their description. */
export const BLOCK_BYTES: usize = 131072;

/** The end of the block before, and the block that is being filled. */
const START: usize = memory.data(32768 + 131072, 16);

/** Where a byte of the block is. */
export function window(offset: usize): usize {
  return START + HISTORY_BYTES + offset;
}

export class Window {
  /** Bytes in the block so far. */
  static length: usize = 0;
  /** The place of the block's first byte in the text, in 32 bits; not from 0, so that an empty entry of the match table is too far away. */
  static position: u32 = 65536;

  /** Begins the next block. */
  static slide(): void {
    memory.copy(START, window(BLOCK_BYTES - HISTORY_BYTES), HISTORY_BYTES);
    Window.position += <u32>BLOCK_BYTES;
    Window.length = 0;
  }
}
