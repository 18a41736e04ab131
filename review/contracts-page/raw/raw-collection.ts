import type { Mask, NestedMask } from "../../../contracts/mask.ts";
import type { CleanerErrorCode } from "../../../functions/cleaner/cleaner-error.ts";
import { parseJson } from "../../../functions/cleaner/reference/json-value.ts";
import { NestedKeys } from "./nested-keys.ts";
import type { Rows } from "./read-rows.ts";

/** The names of columns and keys in the RAW files of one collection, without values. */
export class RawCollection {
  /** Files that were read. */
  files = 0;
  rows = 0;
  /** Rows that were skipped because a row that was read together with them is too large. */
  skippedRows = 0;
  /** The columns of all files that have a row, in the order of their first occurrence. */
  readonly columns = new Set<string>();
  /** The keys of the JSON, by column with a nested mask. */
  readonly keys = new Map<string, NestedKeys>();
  /** The number of files that would fail, by error code. */
  readonly failures = new Map<CleanerErrorCode, number>();
  readonly #mask: Mask;

  constructor(mask: Mask) {
    this.#mask = mask;
  }

  /** The header's names count only if a row follows: the only record of a file may be a row, and its names may be values. */
  add({ header, rows, skipped }: Rows): void {
    this.rows += rows.length;
    this.skippedRows += skipped;
    if (rows.length === 0) return;
    for (const name of header) this.columns.add(name);
    header.forEach((column, index) => {
      const rule = Object.hasOwn(this.#mask, column) ? this.#mask[column] : undefined;
      if (typeof rule === "object") this.#addKeys(column, rule, rows, index);
    });
  }

  addFailure(code: CleanerErrorCode): void {
    this.failures.set(code, (this.failures.get(code) ?? 0) + 1);
  }

  #addKeys(column: string, mask: NestedMask, rows: Rows["rows"], index: number): void {
    const keys = this.keys.get(column) ?? new NestedKeys();
    this.keys.set(column, keys);
    for (const cells of rows) {
      const value = parseJson(cells[index] as string);
      if (value !== undefined) keys.add(value, mask);
    }
  }
}
