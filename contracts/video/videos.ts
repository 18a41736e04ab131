import { watermarkTable } from "../watermark-table.ts";

/** Videos of the channels, with the price of one view. */
export const videos = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark: { rereadMinutes: 10, hardDeletes: false },
  columns: {
    id: "integer",
    channel_id: "integer",
    title: "text",
    language: "text",
    seconds: "integer",
    price: "decimal(20,2)",
    is_public: "boolean",
    published_on: "date",
    updated_at: "timestamp",
  },
});
