import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { toEnvironment } from "../../functions/cleaner/environment.ts";
import { CSV } from "../../stacks/mongodb-to-snowflake/defaults.ts";
import { startLambda } from "../lambda.ts";
import { readFailure } from "../read-failure.ts";
import { objectCreated } from "../s3-event.ts";
import { storedObject } from "../s3-object.ts";
import { startS3Server } from "../s3-server.ts";
import type { Example } from "./example.ts";

/** What became of an example's input. */
type Outcome =
  | { readonly ndjson: string }
  /** Why the file failed, without a value. */
  | { readonly failure: string };

export interface ExampleCleaner {
  clean(example: Example): Promise<Outcome>;
  close(): Promise<void>;
}

const BUNDLE = fileURLToPath(new URL("../../dist/cleaner/index.mjs", import.meta.url));
const REGION = "us-west-2";
const SETTINGS = {
  stack: "examples",
  rawBucket: "raw",
  rawPrefix: "mongodb-data/",
  cleanBucket: "clean",
  cleanBucketRegion: REGION,
  cleanPrefix: "examples/clean/",
  passOp: true,
  cleanNames: "same-name",
  ...CSV,
} as const;

/** Starts the bundle that is shipped, as `npm run bundle` has written it, as the only code in its process. */
export async function startExampleCleaner(): Promise<ExampleCleaner> {
  const s3 = await startS3Server();
  const lambda = await startLambda(
    { name: "cleaner", region: REGION, bundle: BUNDLE, variables: toEnvironment(SETTINGS) },
    s3.endpoint,
  ).catch(async (error: unknown) => {
    await s3.close();
    throw error;
  });
  return {
    clean: async ({ database, collection, title, csv }) => {
      s3.clear();
      const { rawBucket, rawPrefix, cleanBucket } = SETTINGS;
      const key = `${rawPrefix}${database}/${collection}/${title}.csv`;
      const object = storedObject(await readFile(csv));
      s3.objects.set(`${rawBucket}/${key}`, object);
      const { error } = await lambda.invoke(objectCreated(rawBucket, key, object, REGION));
      if (error) return { failure: readFailure(error.errorMessage) };
      // A file without rows gives no object.
      const clean = [...s3.objects].filter(([name]) => name.startsWith(`${cleanBucket}/`)).map(([, { body }]) => body);
      return { ndjson: clean.map((body) => gunzipSync(body).toString()).join("") };
    },
    close: async () => {
      await lambda.close();
      await s3.close();
    },
  };
}
