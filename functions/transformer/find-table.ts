import type { RecordMasks } from "../../contracts/record-masks-of.ts";
import { streamPart } from "../../contracts/stream-names.ts";
import type { RecordMask } from "../../contracts/stream-record.ts";

export interface StreamTable {
  /** `video.transactions` */
  readonly table: string;
  readonly mask: RecordMask;
}

/** Says of which table a delivery stream is, by its name; undefined if of none. A check of the contracts refuses two tables of one name. */
export function tableFinder(masks: RecordMasks, streamPrefix: string): (stream: string) => StreamTable | undefined {
  const tables = new Map(
    Object.entries(masks).flatMap(([database, byTable]) =>
      Object.entries(byTable).map(([table, mask]) => {
        return [`${streamPrefix}${streamPart(database, table)}`, { table: `${database}.${table}`, mask }] as const;
      }),
    ),
  );
  return (stream) => tables.get(stream);
}
