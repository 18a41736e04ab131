import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** A folder that stands for a bucket of S3. */
export interface Bucket {
  readonly folder: string;
  /** Writes an object of gzipped NDJSON. Lines that are texts are written as they are. @param modified when S3 would have written it */
  put(key: string, lines: readonly unknown[], modified?: Date): Promise<void>;
  remove(): Promise<void>;
}

export async function makeBucket(): Promise<Bucket> {
  const folder = await mkdtemp(join(tmpdir(), "clearwell-bucket-"));
  return {
    folder,
    put: async (key, lines, modified) => {
      const file = join(folder, key);
      const text = lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, gzipSync(text));
      if (modified) await utimes(file, modified, modified);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
