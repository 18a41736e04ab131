import { notPersonal, phi, pii } from "../../contracts/field.ts";
import { type Table, table } from "../../contracts/table.ts";

/** Compiled, never run: each line after an `@ts-expect-error` must not compile, with the error on that line. */
export const wrongTables: Table[] = [
  // @ts-expect-error the key is a column
  table({ key: ["idd"], columns: { id: "integer" } }),
  // @ts-expect-error a table has a key
  table({ key: [], columns: { id: "integer" } }),
  // @ts-expect-error a table has a key
  table({ columns: { id: "integer" } }),
  // @ts-expect-error the watermark is a column
  table({ key: ["id"], updatedAt: "at", columns: { id: "integer" } }),
  // @ts-expect-error the watermark is a time
  table({ key: ["id"], updatedAt: "id", columns: { id: "integer", at: "timestamp" } }),
  // @ts-expect-error in a table a column has a type
  table({ key: ["id"], columns: { id: "integer", plan: true } }),
  // @ts-expect-error an unknown type
  table({ key: ["id"], columns: { id: "integer", plan: "txt" } }),
  // @ts-expect-error a table has no nested columns
  table({ key: ["id"], columns: { id: "integer", plan: { name: "text" } } }),
  // @ts-expect-error a large object is a column
  table({ key: ["id"], lob: { body: { maxKb: 64 } }, columns: { id: "integer" } }),
  // @ts-expect-error a large object is a text
  table({ key: ["id"], lob: { id: { maxKb: 64 } }, columns: { id: "integer" } }),
  // @ts-expect-error a large object has a length
  table({ key: ["id"], lob: { body: {} }, columns: { id: "integer", body: "text" } }),
  // @ts-expect-error an unknown property
  table({ key: ["id"], updateAt: "at", columns: { id: "integer", at: "timestamp" } }),
];

export const tables: Table[] = [
  table({
    key: ["tenant", "id"],
    updatedAt: "updated_at",
    columns: {
      tenant: "text",
      id: "integer",
      email: pii("email"),
      born: phi("date_of_birth", "date"),
      product_name: notPersonal("name of a product"),
      updated_at: "timestamp",
    },
  }),
  table({
    key: ["id"],
    lob: { body: { maxKb: 64 }, note: { maxKb: 8 } },
    columns: { id: "integer", body: phi("free_text"), note: "text" },
  }),
  table({ key: ["id"], updatedAt: "seen", columns: { id: pii("customer_id"), seen: pii("location", "timestamp") } }),
];
