import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import Papa from "papaparse";
import { createOut, gunzip, gzip, openRaw } from "./lib/files.ts";
import { runJob } from "./lib/job.ts";
import { arrayToLine, type ToLine } from "./lib/projector.ts";

/** papaparse's fastest way: its `chunk` callback, the rows of a chunk as arrays. */
await runJob(async (job) => {
  const text = gunzip().setEncoding("utf8");
  const out = gzip(job);
  const files = Promise.all([pipeline(openRaw(job), text), pipeline(out, createOut(job))]);
  let toLine: ToLine<readonly string[]> | undefined;
  const parsed = new Promise<void>((resolve, reject) => {
    Papa.parse<string[]>(text, {
      delimiter: ",",
      newline: "\n",
      skipEmptyLines: true,
      chunk: ({ data }, parser) => {
        let lines = "";
        for (const row of data) {
          if (toLine === undefined) toLine = arrayToLine(job.mask, row);
          else lines += toLine(row);
        }
        if (out.write(lines)) return;
        parser.pause();
        once(out, "drain").then(() => parser.resume(), reject);
      },
      complete: () => resolve(),
      error: reject,
    });
  });
  await Promise.race([parsed, files]);
  out.end();
  await files;
});
