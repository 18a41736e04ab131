import type { Scalar } from "./field.ts";
import { describeField } from "./listed-fields.ts";
import { isReadByWatermark, type Sources } from "./source.ts";
import type { WatermarkTable } from "./watermark-table.ts";

/** A table as its contract lists it for a reader by watermark, without classes and reasons. */
export interface ListedWatermarkTable {
  /** The columns of its primary key, in order. */
  readonly key: readonly string[];
  readonly updatedAt: string;
  readonly rereadMinutes: number;
  /** The zone of `updatedAt`, if it is a DATETIME. */
  readonly zone?: string;
  readonly columns: { readonly [column: string]: Scalar };
}

/** By database and table. */
export type WatermarkTables = { readonly [database: string]: { readonly [table: string]: ListedWatermarkTable } };

/** The listed tables of every source that is read by watermarks. */
export function watermarkTablesOf(sources: Sources): WatermarkTables {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([database, source]) => {
      if (!isReadByWatermark(source)) return [];
      return [[database, Object.fromEntries(Object.entries(source.tables).map(([name, it]) => [name, listed(it)]))]];
    }),
  );
}

function listed({ key, updatedAt, watermark: { rereadMinutes, zone }, columns }: WatermarkTable): ListedWatermarkTable {
  return {
    key,
    updatedAt,
    rereadMinutes,
    ...(zone === undefined ? {} : { zone }),
    // A column of a table is never JSON: its type does not allow it.
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, describeField(column).type as Scalar]),
    ),
  };
}
