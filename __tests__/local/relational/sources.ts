import { notPersonal, phi, pii } from "../../../contracts/field.ts";
import type { Sources } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";

export const PATIENTS = table({
  key: ["id"],
  updatedAt: "updated_at",
  columns: {
    id: "integer",
    last_name: phi("name"),
    email: pii("email"),
    born: phi("date_of_birth", "date"),
    weight: "decimal(4,1)",
    score: "number",
    active: "boolean",
    room_name: notPersonal("name of a room"),
    updated_at: "timestamp",
  },
});

/** A key of three columns, and numbers without digits before or after the point. */
export const DOSES = table({
  key: ["plan", "day", "dose"],
  columns: { plan: "text", day: "date", dose: "integer", share: "decimal(2,2)", whole: "decimal(3,0)" },
});

/** A company's own, of which the repository's demo knows nothing. */
export const CLINIC: Sources = {
  clinic: { engine: "mysql", tables: { patients: PATIENTS } },
  pharmacy: { engine: "postgres", tables: { doses: DOSES } },
  crm: { engine: "mongodb", collections: { tickets: { state: true } } },
};
