import { freeText, somebody } from "../../local/demo/person.ts";
import type { Random } from "../../local/demo/random.ts";
import { Decimal, ObjectId } from "../../local/dms/bson.ts";
import { toExtendedJson } from "../../local/dms/extended-json.ts";
import { type DataSet, NULL_MARKER } from "./data-set.ts";

/** A full load of documents with arrays, which DMS writes as JSON: every quote in them is doubled. */
export const nested: DataSet = {
  name: "nested",
  title: "nested and quote-heavy",
  mask: {
    customer_id: true,
    status: true,
    array_nodes: { data: { label: true, step_id: true, cost: true, done_at: true } },
    array_labels: "json",
  },
  columns: [
    "customer_id",
    "status",
    "actor.name",
    "actor.email",
    "actor.ip",
    "comment",
    "array_nodes",
    "array_labels",
    "closed_at",
    "checksum",
  ],
  cells: (random) => {
    const { name, email, ip } = somebody(random);
    return [
      `cus_${random.integer(1, 500_000)}`,
      random.pick(["open", "waiting", "done", "cancelled", ""]),
      name,
      email,
      ip,
      freeText(random, somebody(random)),
      toExtendedJson(Array.from({ length: random.integer(2, 4) }, () => step(random))),
      random.oneIn(5)
        ? NULL_MARKER
        : toExtendedJson([random.pick(["vip", "late", 'a "quoted" one']), random.pick(["x", "y"])]),
      random.oneIn(2) ? NULL_MARKER : `2026-01-${random.integer(10, 28)} 09:00:00`,
      random.hex(64),
    ];
  },
};

function step(random: Random) {
  const { name, email } = somebody(random);
  return {
    id: new ObjectId(random.hex(24)),
    data: {
      label: random.oneIn(10) ? null : random.pick(LABELS),
      step_id: `step-${random.integer(1, 40_000)}`,
      cost: new Decimal(random.pick(["0.50", "12", "1.10"])),
      assignee: { name, email },
      session: random.hex(32),
      note: freeText(random, { ...somebody(random), name }),
      done_at: new Date(Date.UTC(2026, 0, 1) + random.integer(0, 5_000_000_000)),
    },
  };
}

const LABELS = ["Send contract", "Verify identity", "Sign, then archive", 'Mark "urgent"', "Close ✔"] as const;
