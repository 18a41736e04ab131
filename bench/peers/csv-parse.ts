import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import { createOut, gunzip, gzip, openRaw } from "./lib/files.ts";
import { runJob } from "./lib/job.ts";
import { lineWriter } from "./lib/line-writer.ts";
import { objectToLine } from "./lib/projector.ts";

await runJob((job) =>
  pipeline(
    openRaw(job),
    gunzip(),
    parse({ columns: true }),
    lineWriter(objectToLine(job.mask)),
    gzip(job),
    createOut(job),
  ),
);
