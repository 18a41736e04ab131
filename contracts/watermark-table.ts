import { type Table, type TableColumns, type TableOf, table } from "./table.ts";

/** A table whose changed rows are read by the time of their last change. */
export interface WatermarkTable<Columns extends TableColumns = TableColumns> extends Table {
  readonly updatedAt: string;
  readonly watermark: Watermark;
  readonly columns: Columns;
}

export interface Watermark {
  /**
   * Minutes before the watermark from which each run reads again: rows whose `updatedAt` was set late, by a clock that differs or by a
   * statement that waited. 1 to 1440.
   */
  readonly rereadMinutes: number;
  /**
   * The zone in which the application writes `updatedAt`, if that is a DATETIME, which MySQL stores without one: `UTC`,
   * `Asia/Tokyo`. Not one whose clocks are set back. Absent: it is a TIMESTAMP.
   */
  readonly zone?: string;
  /**
   * Whether the application deletes rows, rather than marking them. Nothing tells a reader of a watermark that a row is gone, so such a
   * table is refused: relational-to-snowflake reads it.
   */
  readonly hardDeletes: boolean;
}

type WatermarkTableOf<Columns extends TableColumns> = TableOf<Columns> & {
  readonly updatedAt: string;
  readonly lob?: never;
  readonly watermark: Watermark;
};

/** A table's contract: `watermarkTable({ key: ["id"], updatedAt: "updated_at", watermark: { rereadMinutes: 10, hardDeletes: false }, columns: { … } })`. */
export function watermarkTable<const Columns extends TableColumns>(
  contract: WatermarkTableOf<Columns>,
): WatermarkTable<Columns> {
  return table(contract) as WatermarkTable<Columns>;
}
