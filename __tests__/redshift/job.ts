import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { jobVariables, type ProcessEnvironment, toEnvironment } from "../../functions/process/environment.ts";
import type { World } from "./world.ts";

const BUNDLE = fileURLToPath(new URL("../../dist/process/index.mjs", import.meta.url));

/** How a job ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly log: readonly Record<string, unknown>[];
  /** All that it printed. */
  readonly output: string;
}

/** Runs what the image runs, as the only code in its process. */
export async function runJob(
  { s3, api }: Pick<World, "s3" | "api">,
  job: Pick<ProcessEnvironment, "database" | "collection">,
  onStart: (child: ChildProcess) => void = () => undefined,
): Promise<Ended> {
  const settings = {
    stack: "production-us-west-2-mongodb-to-redshift",
    lakeBucket: "clearwell-documents",
    lakeOwner: "111122223333",
    redshift: { database: "dev", workgroup: "clearwell", copyRoleArn: "arn:aws:iam::111122223333:role/copy" },
    unlistedFields: "report",
  } as const;
  const child = spawn(process.execPath, [BUNDLE], {
    env: {
      ...toEnvironment(settings),
      ...jobVariables(job),
      AWS_REGION: "us-west-2",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_ENDPOINT_URL_S3: s3.endpoint,
      AWS_ENDPOINT_URL_REDSHIFT_DATA: api.endpoint,
      AWS_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onStart(child);
  const [out, err, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  const lines = `${out}\n${err}`.split("\n").filter((line) => line.startsWith("{"));
  return { code, signal, log: lines.map((line) => JSON.parse(line) as Record<string, unknown>), output: out + err };
}
