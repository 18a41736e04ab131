import type { Chunks } from "../../chunks.ts";
import { Mailbox } from "./mailbox.ts";
import type { Filled } from "./messages.ts";

/** Large, because to wake another thread takes as long as to inflate some kilobytes. */
const BLOCK_BYTES = 512 * 1024;
/** All that is under way in one direction; more would not make it faster. */
export const BLOCKS = 6;

/** The blocks in which bytes go to another thread, and come back to be filled again. */
export class Blocks {
  readonly #free = new Mailbox(Array.from({ length: BLOCKS }, () => new ArrayBuffer(BLOCK_BYTES)));

  giveBack(blocks: readonly ArrayBuffer[]): void {
    this.#free.add(...blocks);
  }

  /** Copies a source into blocks; waits while none is free. @param onFilled hands one over */
  async fill(source: Chunks, onFilled: (filled: Filled) => void): Promise<void> {
    let block: Buffer<ArrayBuffer> | undefined;
    let length = 0;
    for await (const chunk of source) {
      for (let at = 0; at < chunk.length; ) {
        block ??= Buffer.from(await this.#free.take());
        const copied = chunk.copy(block, length, at);
        at += copied;
        length += copied;
        if (length < BLOCK_BYTES) continue;
        onFilled({ block: block.buffer, length });
        block = undefined;
        length = 0;
      }
    }
    if (block !== undefined) onFilled({ block: block.buffer, length });
  }
}
