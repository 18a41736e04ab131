/** A block of memory, which is handed over, and how many bytes of it are filled. */
export interface Filled {
  readonly block: ArrayBuffer;
  readonly length: number;
}

/** Blocks that were read, which go back to be filled again. */
interface Read {
  readonly read: readonly ArrayBuffer[];
}

/** What the thread is told. */
export type Order = Read | { readonly input: Filled } | { readonly end: true };

/** What the thread tells. `broken`: why the input can't be inflated. */
export type Report =
  | Read
  | { readonly text: Filled }
  | { readonly end: true }
  | { readonly broken: { readonly message: string; readonly isTrailing: boolean } };
