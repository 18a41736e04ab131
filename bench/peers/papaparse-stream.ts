import { pipeline } from "node:stream/promises";
import Papa from "papaparse";
import { createOut, gunzip, gzip, openRaw } from "./lib/files.ts";
import { runJob } from "./lib/job.ts";
import { lineWriter } from "./lib/line-writer.ts";
import { objectToLine } from "./lib/projector.ts";

/** The obvious way: papaparse as a Node stream, a row an object. */
await runJob((job) =>
  pipeline(
    openRaw(job),
    // As text, because papaparse decodes each chunk alone and would break the characters between two.
    gunzip().setEncoding("utf8"),
    Papa.parse(Papa.NODE_STREAM_INPUT, { header: true, delimiter: ",", newline: "\n", skipEmptyLines: true }),
    lineWriter(objectToLine(job.mask)),
    gzip(job),
    createOut(job),
  ),
);
