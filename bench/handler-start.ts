import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { promisify } from "node:util";
import { toEnvironment } from "../functions/cleaner/environment.ts";
import { median } from "./statistics.ts";

const BUNDLE = new URL("../dist/cleaner/index.mjs", import.meta.url);
const TIMES = 10;

/** The part of a cold start that depends on our code: loading the bundle that Terraform ships. */
export interface HandlerStart {
  readonly bundleBytes: number;
  /** From the start of the process until the handler can be called; median of ten. */
  readonly readySeconds: number;
  /** The same for Node without a bundle. */
  readonly nodeSeconds: number;
}

export async function measureHandlerStart(): Promise<HandlerStart> {
  await import("../functions/bundle.ts");
  const ready: number[] = [];
  const node: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    ready.push(await secondsUntilReady(`await import(${JSON.stringify(BUNDLE.href)});`));
    node.push(await secondsUntilReady(""));
  }
  return { bundleBytes: (await stat(BUNDLE)).size, readySeconds: median(ready), nodeSeconds: median(node) };
}

/** `performance.now()` counts from the start of the process. */
async function secondsUntilReady(code: string): Promise<number> {
  const script = `${code} process.stdout.write(String(performance.now()));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...ENVIRONMENT, AWS_REGION: "us-west-2" },
  });
  return Number(stdout) / 1000;
}

const ENVIRONMENT = toEnvironment({
  stack: "bench-us-west-2",
  rawPrefix: "mongodb-data/",
  cleanBucket: "clean",
  cleanBucketRegion: "us-east-1",
  cleanPrefix: "bench-us-west-2/clean/",
  csvDelimiter: ",",
  nullMarker: "NULL",
  passOp: true,
  cleanNames: "versioned",
});
