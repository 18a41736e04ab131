import { phi } from "../field.ts";
import { type Table, table } from "../table.ts";

/** Notes on appointments: their kind, whether they are signed, and the diagnosis. The text is masked for nearly everybody. */
export const notes: Table = table({
  key: ["id"],
  updatedAt: "updated_at",
  lob: { body: { maxKb: 64 } },
  columns: {
    id: "integer",
    appointment_id: "integer",
    kind: "text",
    diagnosis_code: phi("diagnosis"),
    body: phi("free_text"),
    signed_at: "timestamp",
    updated_at: "timestamp",
  },
});
