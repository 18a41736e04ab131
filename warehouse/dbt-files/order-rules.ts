/** A change, without its key. Times are minutes. */
export interface Change {
  readonly op: "I" | "U" | "D";
  readonly at: number;
  /** From when it held, if not from its time. */
  readonly from?: number;
  readonly sequence?: number;
  readonly file: string;
  /** Of the changes of a rule, each has another: it says which one is current. */
  readonly loadedAt: number;
}

const LOAD = "LOAD00000001.parquet";
const [A, B] = ["2026/02/22/10/a.parquet", "2026/02/22/10/b.parquet"];

/** The rule of order, part by part: the changes of one key, the oldest first. dbt's macros are in `warehouse/dbt/macros/order.sql`. */
export const RULES: readonly (readonly Change[])[] = [
  // The sequence says which is later, and not the time: a clock was set back, or a statement had waited.
  [
    { op: "I", at: 3, sequence: 1, file: B, loadedAt: 2 },
    { op: "U", at: 1, from: 3, sequence: 2, file: A, loadedAt: 1 },
  ],
  // Nor the file.
  [
    { op: "I", at: 1, sequence: 1, file: B, loadedAt: 2 },
    { op: "U", at: 1, sequence: 2, file: A, loadedAt: 1 },
  ],
  // A row of a load, which has no sequence, by its time; one that came after it stays after it, though its time was set back.
  [
    { op: "I", at: 2, file: LOAD, loadedAt: 3 },
    { op: "U", at: 3, sequence: 1, file: A, loadedAt: 2 },
    { op: "U", at: 1, from: 3, sequence: 2, file: A, loadedAt: 1 },
  ],
  [
    { op: "U", at: 1, sequence: 1, file: A, loadedAt: 2 },
    { op: "I", at: 2, file: LOAD, loadedAt: 1 },
  ],
  // At one time, a change, and not a row of the load, which may have it or not.
  [
    { op: "I", at: 1, file: LOAD, loadedAt: 2 },
    { op: "U", at: 1, file: A, loadedAt: 1 },
  ],
  [
    { op: "I", at: 1, sequence: 1, file: A, loadedAt: 2 },
    { op: "D", at: 1, sequence: 2, file: A, loadedAt: 1 },
  ],
  [
    { op: "D", at: 1, sequence: 1, file: A, loadedAt: 2 },
    { op: "I", at: 1, sequence: 2, file: A, loadedAt: 1 },
  ],
  // The load was written again under its name.
  [
    { op: "U", at: 1, file: LOAD, loadedAt: 1 },
    { op: "I", at: 1, file: LOAD, loadedAt: 2 },
  ],
];
