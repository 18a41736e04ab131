import { createReadStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createOut, gunzip, gzip, openRaw } from "./lib/files.ts";
import { runJob } from "./lib/job.ts";

/** No peer but the limit: gunzips the input to nothing while it gzips our ready output. zlib alone, on its own threads. */
await runJob((job) =>
  Promise.all([
    pipeline(openRaw(job), gunzip(), nowhere()),
    pipeline(createReadStream(job.plain, { highWaterMark: 256 * 1024 }), gzip(job), createOut(job)),
  ]),
);

function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
