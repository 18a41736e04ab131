import { pii } from "../field.ts";
import { watermarkTable } from "../watermark-table.ts";

/** Transactions: which customer bought which video, when, and for how much. A correction changes its row. */
export const transactions = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark: { rereadMinutes: 10, hardDeletes: false },
  columns: {
    id: "integer",
    customer_id: pii("customer_id"),
    video_id: "integer",
    device: "text",
    amount: "decimal(20,2)",
    currency: "text",
    quantity: "integer",
    paid_at: "timestamp",
    updated_at: "timestamp",
  },
});
