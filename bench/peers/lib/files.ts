import { createReadStream, createWriteStream } from "node:fs";
import { createGunzip, createGzip } from "node:zlib";
import type { Job } from "./job.ts";

/** Large chunks in, out and between. Every peer gets them, except one that is slower with them. */
const CHUNK_BYTES = 256 * 1024;

export function openRaw({ raw }: Job) {
  return createReadStream(raw, { highWaterMark: CHUNK_BYTES });
}

export function gunzip() {
  return createGunzip({ chunkSize: CHUNK_BYTES });
}

export function gzip({ level }: Job) {
  return createGzip({ level, chunkSize: CHUNK_BYTES });
}

export function createOut({ out }: Job) {
  return createWriteStream(out);
}
