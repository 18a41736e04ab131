import type { Random } from "../../local/demo/random.ts";
import { type DataSet, NULL_MARKER } from "./data-set.ts";

/** A collection that has grown for years: 300 columns, most of them null, five of them listed. */
const COLUMNS = Array.from({ length: 297 }, (_, index) => `field_${String(index + 1).padStart(3, "0")}`);

export const wide: DataSet = {
  name: "wide",
  title: "300 columns, 5 listed",
  mask: { field_007: true, field_080: true, field_151: true, field_222: true, field_290: true },
  columns: COLUMNS,
  cells: (random) => COLUMNS.map(() => cell(random)),
};

function cell(random: Random): string {
  const kind = random.integer(0, 19);
  if (kind < 8) return NULL_MARKER;
  if (kind < 10) return "";
  if (kind === 10) return random.pick(['12" pipe', "red, blue", "two\nlines"]);
  return kind < 15
    ? String(random.integer(0, 999_999))
    : random.pick(["yes", "no", "Standard delivery", "größer", "EUR"]);
}
