import { cleanFile } from "../../functions/cleaner/clean-file.ts";
import { NULL_MARKER } from "../data-sets/data-set.ts";
import { runJob } from "./lib/job.ts";

/** Ours, the way `npm run clean` takes. */
await runJob(({ raw, mask, out }) =>
  cleanFile({
    collection: "bench",
    csvDelimiter: ",",
    from: raw,
    to: out,
    mask,
    nullMarker: NULL_MARKER,
    passOp: true,
  }),
);
