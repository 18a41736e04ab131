import { ObjectId } from "../dms/bson.ts";
import type { DemoCollection } from "./collection.ts";
import { freeText, somebody } from "./person.ts";

/** Support cases; its full load was written without `Op`. */
export const cases: DemoCollection = {
  name: "cases",
  documents: 4_000,
  changes: 600,
  opInFullLoad: false,
  deletesHold: "key",
  create: (random, index) => {
    const person = somebody(random);
    return {
      _id: new ObjectId(random.hex(24)),
      id: `case-${index + 1}`,
      customer_id: `cus_${random.integer(1, 5_000)}`,
      subject: freeText(random, person),
      reporter: { name: person.name, email: person.email, phone: person.phone },
      messages: Array.from({ length: random.integer(0, 2) }, () => ({
        from: person.email,
        text: freeText(random, person),
        read: random.oneIn(2),
      })),
    };
  },
  update: (random, document) => ({ ...document, subject: freeText(random, somebody(random)) }),
};
