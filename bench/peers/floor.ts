import { createReadStream } from "node:fs";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createOut, gunzip, gzip, openRaw } from "./lib/files.ts";
import { runJob } from "./lib/job.ts";

/**
 * What zlib alone takes, on its own threads: it gunzips the input and discards it, and gzips our finished output meanwhile. The cleaner has
 * an inflate and a deflate of its own, so it may take less.
 */
await runJob((job) =>
  Promise.all([
    pipeline(openRaw(job), gunzip(), discard()),
    pipeline(createReadStream(job.plain, { highWaterMark: 256 * 1024 }), gzip(job), createOut(job)),
  ]),
);

function discard(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
