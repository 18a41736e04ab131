import { type Table, table } from "../table.ts";

/** Departments of the shop. */
export const departments: Table = table({
  key: ["department_id"],
  columns: { department_id: "integer", department: "text" },
});
