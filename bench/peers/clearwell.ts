import { cleanFile } from "../../functions/cleaner/clean-file.ts";
import { NULL_MARKER } from "../data-sets/data-set.ts";
import { runJob } from "./lib/job.ts";

/** Our cleaner, as `npm run clean` runs it. */
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
