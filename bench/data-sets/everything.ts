import { somebody } from "../../local/demo/person.ts";
import type { Random } from "../../local/demo/random.ts";
import { Decimal } from "../../local/dms/bson.ts";
import { toExtendedJson } from "../../local/dms/extended-json.ts";
import { type DataSet, NULL_MARKER } from "./data-set.ts";

/** Every column and every nested key is listed, so all of them must be read and written. */
export const everything: DataSet = {
  name: "everything",
  title: "everything listed",
  mask: {
    number: true,
    oid_customer: true,
    state: true,
    channel: true,
    currency: true,
    note: true,
    city: true,
    placed_at: true,
    shipped_at: true,
    array_lines: { sku: true, name: true, quantity: true, batch: true, price: { net: true, tax: true } },
    array_tags: "json",
  },
  columns: [
    "number",
    "oid_customer",
    "state",
    "channel",
    "currency",
    "note",
    "city",
    "placed_at",
    "shipped_at",
    "array_lines",
    "array_tags",
  ],
  cells: (random) => [
    `ord-${random.integer(100_000, 999_999)}`,
    random.hex(24),
    random.pick(["new", "paid", "sent"]),
    random.pick(["web", "shop", ""]),
    random.pick(["EUR", "USD"]),
    random.pick(["", NULL_MARKER, "ring twice", 'leave it "at the door", please', "first line\nsecond line"]),
    somebody(random).city,
    `2026-01-${random.integer(10, 28)} 0${random.integer(0, 9)}:15:00`,
    random.oneIn(3) ? NULL_MARKER : `2026-02-${random.integer(10, 28)} 12:00:00`,
    toExtendedJson(Array.from({ length: random.integer(1, 4) }, () => line(random))),
    toExtendedJson(random.oneIn(3) ? [] : [random.pick(["gift", "fragile", "résumé"])]),
  ],
};

function line(random: Random) {
  return {
    sku: `sku-${random.integer(1, 50_000)}`,
    name: random.pick(["Kettle, 1.7 l", 'Frame 24"', "Tea ☕", "Mug\\Cup"]),
    batch: random.hex(16),
    quantity: random.integer(1, 9),
    price: { net: new Decimal(`${random.integer(1, 300)}.90`), tax: new Decimal("0.19") },
  };
}
