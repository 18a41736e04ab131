/** A block of memory, which is handed over, and how many bytes of it are filled. */
export interface Filled {
  readonly block: ArrayBuffer;
  readonly length: number;
}

/** Blocks that were read, which go back to be filled again. */
interface ReturnedBlocks {
  readonly read: readonly ArrayBuffer[];
}

/** Messages to the thread. */
export type Order = ReturnedBlocks | { readonly input: Filled } | { readonly end: true };

/** Messages from the thread. `broken`: why the input can't be inflated. */
export type Report =
  | ReturnedBlocks
  | { readonly text: Filled }
  | { readonly end: true }
  | { readonly broken: { readonly message: string; readonly isTrailing: boolean } };
