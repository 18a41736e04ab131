import { notPersonal } from "../field.ts";
import { type Table, table } from "../table.ts";

/** Products, with their aisle and department. */
export const products: Table = table({
  key: ["product_id"],
  updatedAt: "updated_at",
  columns: {
    product_id: "integer",
    product_name: notPersonal("name of a product"),
    aisle_id: "integer",
    department_id: "integer",
    updated_at: "timestamp",
  },
});
