import { phi, pii } from "../field.ts";
import { type Table, table } from "../table.ts";

/** Clients of a practice: how to reach them, and since when they come. Never their insurance or their card. */
export const clients: Table = table({
  key: ["id"],
  updatedAt: "updated_at",
  columns: {
    id: phi("patient_id"),
    practice_id: "integer",
    first_name: phi("name"),
    last_name: phi("name"),
    email: pii("email"),
    phone: pii("phone"),
    born: phi("date_of_birth", "date"),
    state: "text",
    status: "text",
    created_at: "timestamp",
    updated_at: "timestamp",
  },
});
