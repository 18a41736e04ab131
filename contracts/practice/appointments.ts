import { phi } from "../field.ts";
import { type Table, table } from "../table.ts";

/** Appointments: when, how long, whether they took place. Not where, and not what they were about. */
export const appointments: Table = table({
  key: ["id"],
  updatedAt: "updated_at",
  columns: {
    id: "integer",
    practice_id: "integer",
    client_id: phi("patient_id"),
    starts_at: phi("date_of_care", "timestamp"),
    minutes: "integer",
    is_telehealth: "boolean",
    status: "text",
    updated_at: "timestamp",
  },
});
