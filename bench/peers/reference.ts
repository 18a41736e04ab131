import { pipeline } from "node:stream/promises";
import { cleanStream } from "../../functions/cleaner/clean-stream.ts";
import { ReferenceKernel } from "../../functions/cleaner/reference/reference-kernel.ts";
import { NULL_MARKER } from "../data-sets/data-set.ts";
import { createOut, openRaw } from "./lib/files.ts";
import { runJob } from "./lib/job.ts";

/** Our reference kernel: strict records, papaparse over large chunks, a lossless JSON tree. */
await runJob((job) => {
  const kernel = new ReferenceKernel({ mask: job.mask, nullMarker: NULL_MARKER, passOp: true });
  return pipeline(cleanStream(openRaw(job), kernel), createOut(job));
});
