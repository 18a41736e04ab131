import type { Table } from "./table.ts";

/** When a row was read, or a moment before: the server's time, the same for all rows of a run, or of a backfill's page. */
export const EXTRACTED_AT = "_extracted_at";

/** In place of the columns, once a day: what the source counted of the whole table then, `{ day, keys, checksum }`. */
export const CONTROL = "_control";

/** A record has nothing else: a listed column, when it was read, or the daily control of its table. */
export interface RecordMask {
  readonly [member: string]: true | { readonly [member: string]: true };
}

/** What a record of a table's stream may have that a watermark reads. The contract check refuses a column that is called as the two others are. */
export function recordMask(table: Pick<Table, "columns">): RecordMask {
  return { ...eventMask(table), [CONTROL]: { day: true, keys: true, checksum: true } };
}

/** What a record may have of which somebody else is the source: nobody counts its table, so it is never a control. */
export function eventMask({ columns }: Pick<Table, "columns">): RecordMask {
  return Object.fromEntries([...Object.keys(columns), EXTRACTED_AT].map((name) => [name, true] as const));
}
