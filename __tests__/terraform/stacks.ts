import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AllowList } from "../../contracts/mask.ts";
import type { Environment } from "../../stacks/environment.ts";
import { makeApp } from "../../stacks/make-app.ts";
import { ALLOW_LIST } from "../stacks/fixtures.ts";
import type { Terraform } from "../stacks/synth.ts";

/** One synthesised stack: a folder with `cdk.tf.json` and what that refers to. */
export interface Stack {
  readonly name: string;
  readonly folder: string;
  readonly json: Terraform;
}

/** Every stack of the environments, in a temporary folder that goes when the process does. */
export function synthesise(
  environments: readonly Environment[],
  allowList: AllowList = ALLOW_LIST,
): Map<string, Stack> {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell stacks "));
  process.once("exit", () => rmSync(outdir, { recursive: true }));
  makeApp({ allowList, environments, outdir }).synth();
  return readStacks(outdir);
}

/** @param outdir Such as `cdktf.out`. */
function readStacks(outdir: string): Map<string, Stack> {
  const folders = join(outdir, "stacks");
  const stacks = readdirSync(folders).map((name) => {
    const folder = join(folders, name);
    return { name, folder, json: JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as Terraform };
  });
  return new Map(stacks.map((stack) => [stack.name, stack]));
}
