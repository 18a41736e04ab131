import { KeyTable, ListedKey } from "./key-table";

/** What is asked of TypeScript, for it is rare and needs more than bytes. */

/** The listed key that is meant by one with a backslash in it. */
export declare function escapedKey(table: KeyTable, from: usize, to: usize, isDoubled: bool): ListedKey | null;

/** A JSON cell that is left out, for it is none. */
export declare function malformedCell(column: i32): void;
