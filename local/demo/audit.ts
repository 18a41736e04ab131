import { type Document, ObjectId } from "../dms/bson.ts";
import type { DemoCollection } from "./collection.ts";
import { freeText, somebody } from "./person.ts";
import type { Random } from "./random.ts";

/** Steps of workflows. One document has more steps than fit into `LobMaxSize`, so DMS truncates its cell. */
export const audit: DemoCollection = {
  name: "audit",
  documents: 12_000,
  changes: 1_500,
  opInFullLoad: true,
  deletesHold: "key",
  create: (random, index) => ({
    _id: new ObjectId(random.hex(24)),
    customer_id: `cus_${random.integer(1, 5_000)}`,
    status: random.pick(STATUSES),
    actor: actor(random),
    comment: freeText(random, somebody(random)),
    nodes: Array.from({ length: index === LONG_DOCUMENT ? 150 : random.integer(0, 3) }, () => step(random)),
  }),
  update: (random, document) => ({ ...document, status: random.pick(STATUSES), actor: actor(random) }),
};

const LONG_DOCUMENT = 777;
const STATUSES = ["open", "waiting", "done", "cancelled"] as const;
const LABELS = ["Send contract", "Verify identity", "Sign, then archive", 'Mark "urgent"', "Close ✔"] as const;

function actor(random: Random): Document {
  const { name, email, ip } = somebody(random);
  return { name, email, ip };
}

function step(random: Random): Document {
  const { name, email } = somebody(random);
  return {
    id: new ObjectId(random.hex(24)),
    data: {
      label: random.pick(LABELS),
      step_id: `step-${random.integer(1, 40)}`,
      assignee: { name, email },
      note: freeText(random, { ...somebody(random), name }),
      done_at: new Date(Date.UTC(2026, 0, random.integer(1, 50), 9, random.integer(0, 59))),
    },
  };
}
