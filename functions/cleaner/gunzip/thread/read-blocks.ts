import { BLOCKS } from "./blocks.ts";

/** The other end of `Blocks`: those that were read, which go back half of them at a time. */
export class ReadBlocks {
  #blocks: ArrayBuffer[] = [];
  readonly #sendBack: (blocks: readonly ArrayBuffer[]) => void;

  constructor(sendBack: (blocks: readonly ArrayBuffer[]) => void) {
    this.#sendBack = sendBack;
  }

  add(block: ArrayBuffer): void {
    if (this.#blocks.push(block) < BLOCKS / 2) return;
    this.#sendBack(this.#blocks);
    this.#blocks = [];
  }
}
