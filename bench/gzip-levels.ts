import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { median } from "./statistics.ts";

/** Size and time of one gzip level, over our own output. */
export interface GzipLevel {
  readonly level: number;
  readonly bytes: number;
  readonly seconds: number;
}

const LEVELS = [1, 2, 3, 4, 5, 6];

export async function measureGzipLevels(
  plain: string,
  out: string,
  runs: number,
  onDone: (level: number) => void,
): Promise<GzipLevel[]> {
  const times = new Map<number, number[]>(LEVELS.map((level) => [level, []]));
  const sizes = new Map<number, number>();
  for (let round = 0; round < runs; round++) {
    for (const level of LEVELS) {
      const started = performance.now();
      await pipeline(
        createReadStream(plain, { highWaterMark: 256 * 1024 }),
        createGzip({ level, chunkSize: 256 * 1024 }),
        createWriteStream(out),
      );
      times.get(level)?.push((performance.now() - started) / 1000);
      sizes.set(level, (await stat(out)).size);
      onDone(level);
    }
  }
  return LEVELS.map((level) => ({ level, bytes: sizes.get(level) ?? 0, seconds: median(times.get(level) ?? []) }));
}

/** The size of our output at one level. */
export async function gzippedBytes(plain: string, level: number): Promise<number> {
  let bytes = 0;
  await pipeline(createReadStream(plain, { highWaterMark: 256 * 1024 }), createGzip({ level }), async (gzipped) => {
    for await (const chunk of gzipped as AsyncIterable<Buffer>) bytes += chunk.length;
  });
  return bytes;
}

export const GZIP_LEVEL_COUNT = LEVELS.length;
