import { phi } from "../field.ts";
import { type Table, table } from "../table.ts";

/** Invoices of a practice to its clients: amounts and states, not what was treated. */
export const invoices: Table = table({
  key: ["id"],
  updatedAt: "updated_at",
  columns: {
    id: "integer",
    practice_id: "integer",
    client_id: phi("patient_id"),
    currency: "text",
    total: "decimal(12,2)",
    status: "text",
    issued_on: "date",
    paid_at: "timestamp",
    updated_at: "timestamp",
  },
});
