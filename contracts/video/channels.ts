import { notPersonal } from "../field.ts";
import { watermarkTable } from "../watermark-table.ts";

/** Channels: who publishes videos. */
export const channels = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark: { rereadMinutes: 10, hardDeletes: false },
  columns: {
    id: "integer",
    name: notPersonal("name of a channel"),
    category: "text",
    country: "text",
    created_at: "timestamp",
    updated_at: "timestamp",
  },
});
