import { Decimal, type Document } from "../dms/bson.ts";
import type { DemoCollection } from "./collection.ts";
import { customerId } from "./customer-id.ts";
import { freeText, somebody } from "./person.ts";
import type { Random } from "./random.ts";

/** Mostly personal data. A few documents have a map with e-mail addresses as keys, so DMS makes column names of addresses. */
export const customers: DemoCollection = {
  name: "customers",
  documents: 5_000,
  changes: 900,
  opInFullLoad: true,
  deletesHold: "key",
  create: (random, index) => {
    const person = somebody(random);
    return {
      _id: customerId(index),
      name: person.name,
      email: person.email,
      phone: person.phone,
      birthday: person.birthday,
      tier: random.pick(TIERS),
      created_at: new Date(Date.UTC(2025, random.integer(0, 11), random.integer(1, 28), random.integer(0, 23))),
      address: {
        street: person.street,
        postcode: person.postcode,
        city: person.city,
        region: random.oneIn(4) ? null : random.pick(["north", "south", ""]),
        country: random.pick(["DE", "ES", "FR", "NO", "US"]),
      },
      subscriptions: Array.from({ length: random.integer(index === 0 ? 1 : 0, 2) }, () => subscription(random)),
      segments: random.oneIn(3) ? [] : [random.pick(["early-adopter", "at-risk", "newsletter"])],
      notes: freeText(random, person),
      ...(index % 2_000 === 0 ? { contacts: { [somebody(random).email]: { name: somebody(random).name } } } : {}),
    };
  },
  update: (random, document) => ({ ...document, tier: random.pick(TIERS), phone: somebody(random).phone }),
};

const TIERS = ["free", "team", "business"] as const;

function subscription(random: Random): Document {
  const { name, card } = somebody(random);
  return {
    plan: random.pick(["monthly", "yearly"]),
    started_at: new Date(Date.UTC(2025, random.integer(0, 11), random.integer(1, 28))),
    price: { amount: new Decimal(random.pick(["9.90", "29.00", "1.10"])), currency: random.pick(["EUR", "USD"]) },
    card: { holder: name, number: card },
  };
}
