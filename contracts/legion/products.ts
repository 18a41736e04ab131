import type { Mask } from "../mask.ts";

/** The catalogue. Its `_id` is a SKU, no ObjectId, so DMS writes the column `_id`. */
export const products: Mask = {
  _id: "key",
  name: true,
  category: true,
  active: true,
  array_tags: "json",
  array_variants: {
    size: true,
    stock: true,
  },
};
