import type { DemoCollection } from "./collection.ts";
import { freeText, somebody } from "./person.ts";

/** The catalogue. Its `_id` is a SKU, so the key column is `_id`, and a deleted product may be inserted again under its key. */
export const products: DemoCollection = {
  name: "products",
  documents: 500,
  changes: 300,
  opInFullLoad: true,
  deletesHold: "key",
  create: (random, index) => {
    const buyer = somebody(random);
    return {
      _id: `SKU-${index + 1}`,
      name: random.pick(["Kettle", 'Screen 27"', "Lamp, brass", "Café filter"]),
      category: random.pick(["kitchen", "office", ""]),
      active: !random.oneIn(8),
      buyer: { name: buyer.name, email: buyer.email },
      internal_note: freeText(random, buyer),
      tags: random.oneIn(4) ? [] : [random.pick(["new", "sale"]), "indoor"],
      variants: Array.from({ length: random.integer(0, 3) }, () => ({
        size: random.pick(["S", "M", "L"]),
        stock: random.integer(0, 300),
        supplier: { contact: buyer.email },
      })),
    };
  },
  update: (random, document) => ({ ...document, active: random.oneIn(2) }),
};
