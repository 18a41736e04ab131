import type { Contract } from "../contract.ts";
import { notPersonal } from "../field.ts";

/** The catalogue. Its `_id` is a SKU, not an ObjectId, so DMS writes the column `_id`. */
export const products: Contract = {
  _id: "key",
  name: notPersonal("name of a product"),
  category: true,
  active: "boolean",
  array_tags: "json",
  array_variants: {
    size: true,
    stock: "integer",
  },
};
