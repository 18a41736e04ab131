import { pii } from "../field.ts";
import { watermarkTable } from "../watermark-table.ts";

/** Customers of the service: how to reach them, and what they subscribe to. Never their password or their card. */
export const customers = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark: { rereadMinutes: 10, hardDeletes: false },
  columns: {
    id: pii("customer_id"),
    name: pii("name"),
    email: pii("email"),
    country: "text",
    plan: "text",
    joined_on: "date",
    updated_at: "timestamp",
  },
});
