import { Decimal, ObjectId } from "../dms/bson.ts";
import type { DemoCollection } from "./collection.ts";
import { customerId } from "./customer-id.ts";
import { customers } from "./customers.ts";
import { freeText, somebody } from "./person.ts";

/** What was bought, and by whom. The row of a delete has the whole document, and its unlisted fields must not land either. */
export const orders: DemoCollection = {
  name: "orders",
  documents: 9_000,
  changes: 1_500,
  opInFullLoad: true,
  deletesHold: "document",
  create: (random) => {
    const person = somebody(random);
    return {
      _id: new ObjectId(random.hex(24)),
      customer_id: customerId(random.integer(0, customers.documents - 1)),
      status: random.pick(STATUSES),
      total: new Decimal(`${random.integer(1, 400)}.${random.pick(["00", "10", "99"])}`),
      shipping: {
        carrier: random.pick(["Pigeon Post", "Slow, Steady & Co."]),
        recipient: { name: person.name, phone: person.phone },
        address: { street: person.street, city: person.city, country: random.pick(["DE", "ES", "FR", "NO", "US"]) },
        instructions: freeText(random, person),
      },
      lines: Array.from({ length: random.integer(1, 3) }, () => ({
        sku: `SKU-${random.integer(1, 500)}`,
        quantity: random.integer(1, 9),
        price: new Decimal(`${random.integer(1, 90)}.90`),
        engraving: random.oneIn(3) ? `For ${person.name} ❤` : null,
      })),
      payment: { holder: person.name, card: person.card, client_ip: person.ip },
    };
  },
  update: (random, document) => ({ ...document, status: random.pick(STATUSES) }),
};

const STATUSES = ["placed", "paid", "shipped", "returned"] as const;
