import { somebody } from "../../local/demo/person.ts";
import { type DataSet, NULL_MARKER } from "./data-set.ts";

/** Short rows of short cells with hardly a quote, as in the usual benchmarks of CSV parsers. */
export const flat: DataSet = {
  name: "flat",
  title: "flat and narrow",
  mask: { event: true, page: true, duration_ms: true },
  columns: ["user_id", "event", "page", "duration_ms", "ip"],
  cells: (random) => [
    `usr_${random.integer(1, 900_000)}`,
    random.pick(["view", "click", "scroll", "leave"]),
    `/shop/item/${random.integer(1, 20_000)}`,
    random.oneIn(20) ? NULL_MARKER : String(random.integer(1, 90_000)),
    somebody(random).ip,
  ],
};
