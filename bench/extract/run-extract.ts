import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { UserError } from "../../command/user-error.ts";
import { BUNDLING } from "../../functions/bundle-function.ts";
import { jobVariables, toEnvironment } from "../../functions/extract/environment.ts";
import type { Measurement } from "../measurement.ts";

/** Compiles the extract as its image has it, with the benchmark's contract. @returns the file */
export async function buildExtract(folder: string): Promise<string> {
  const outfile = join(folder, "extract.mjs");
  const entry = fileURLToPath(new URL("extract-process.ts", import.meta.url));
  await build({ entryPoints: [entry], outfile, ...BUNDLING });
  return outfile;
}

/** Runs it to its end, and measures its process from its start. */
export async function runExtract(file: string, uri: string, s3: string): Promise<Measurement> {
  const settings = { stack: "bench", lakeBucket: "lake", lakeOwner: "111122223333", readFrom: "primary" } as const;
  const started = performance.now();
  const child = fork(file, {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...toEnvironment({ ...settings, oplogHours: 24 }),
      ...jobVariables({ mode: "extract", database: "bench", collection: "orders" }),
      MONGODB_URI: uri,
      AWS_ENDPOINT_URL_S3: s3,
      AWS_REGION: "us-west-2",
      AWS_ACCESS_KEY_ID: "any",
      AWS_SECRET_ACCESS_KEY: "any",
      AWS_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
  });
  const used = once(child, "message") as Promise<[Omit<Measurement, "seconds">]>;
  const [code] = (await once(child, "exit")) as [number | null];
  if (code !== 0) throw new UserError(`The extract ended with exit code ${code}.`, 1);
  return { ...(await used)[0], seconds: (performance.now() - started) / 1000 };
}
