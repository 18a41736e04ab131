import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "../../command/user-error.ts";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import { gunzip } from "../../functions/cleaner/gunzip.ts";
import { Sample } from "../../ops/preview/sample.ts";

/** Of one collection; all of them mostly have the same header, or that and `Op`. */
const MOST_FILES = 20;

/**
 * The headers of RAW files by collection: every column that any of them has, in the order in which they are first seen.
 * @param folder files lie in it as `…/<database>/<collection>/<file>`, as `aws s3 sync` brings them
 * @throws UserError where it can't be read, or has no such file
 */
export async function headersIn(folder: string, csvDelimiter: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const paths = await readdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`--raw ${folder} can't be read as a folder (${error.code}).`);
  });
  const files = new Map<string, string[]>();
  for (const path of paths.sort()) {
    const collection = /([^\\/]+)[\\/][^\\/]+\.csv(\.gz)?$/.exec(path)?.[1];
    if (collection !== undefined) files.set(collection, [...(files.get(collection) ?? []), join(folder, path)]);
  }
  if (files.size === 0) {
    throw new UserError(`--raw ${folder} has no RAW file, <database>/<collection>/<file>.csv.gz.`);
  }
  const headers = new Map<string, readonly string[]>();
  for (const [collection, its] of files) {
    const found = await Promise.all(its.slice(-MOST_FILES).map((file) => headerOf(file, csvDelimiter)));
    headers.set(collection, [...new Set(found.flat())]);
  }
  return headers;
}

/** Empty for a file that has none, or that is broken before it ends. */
async function headerOf(file: string, csvDelimiter: string): Promise<readonly string[]> {
  const sample = new Sample(csvDelimiter);
  try {
    for await (const chunk of gunzip(createReadStream(file) as AsyncIterable<Buffer>)) {
      sample.push(chunk);
      if (sample.header !== undefined) return sample.header;
    }
    sample.end();
  } catch (error) {
    if (!(error instanceof CleanerError)) throw error;
  }
  return sample.header ?? [];
}
