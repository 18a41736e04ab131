import { KeyTable, ListedKey } from "./key-table";

/* Functions in TypeScript, for rare cases that need more than bytes. */

/** The listed key that a key with a backslash means. */
export declare function escapedKey(table: KeyTable, from: usize, to: usize, isDoubled: bool): ListedKey | null;

/** Reports a cell that is left out because it is malformed JSON. */
export declare function malformedCell(column: i32): void;
