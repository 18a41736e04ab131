import { type Table, table } from "../table.ts";

/** Aisles of the shop. */
export const aisles: Table = table({
  key: ["aisle_id"],
  columns: { aisle_id: "integer", aisle: "text" },
});
