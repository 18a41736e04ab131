import { isReadByWatermark, type Sources } from "./source.ts";
import { eventMask, type RecordMask, recordMask } from "./stream-record.ts";

/** By database and table. */
export type RecordMasks = { readonly [database: string]: { readonly [table: string]: RecordMask } };

/** What the records of each table may have that a watermark reads, or of whose rows events are published. */
export function recordMasksOf(sources: Sources): RecordMasks {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([database, source]) => {
      if (!isReadByWatermark(source) && source.engine !== "snowflake") return [];
      const mask = source.engine === "snowflake" ? eventMask : recordMask;
      return [
        [database, Object.fromEntries(Object.entries(source.tables).map(([name, table]) => [name, mask(table)]))],
      ];
    }),
  );
}
