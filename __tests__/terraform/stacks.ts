import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AllowList } from "../../contracts/mask.ts";
import type { Environment } from "../../stacks/environment.ts";
import { makeApp } from "../../stacks/make-app.ts";
import { ALLOW_LIST } from "../stacks/fixtures.ts";
import type { Terraform } from "../stacks/synth.ts";

/** One synthesised stack, as Terraform gets it. */
export interface Stack {
  readonly name: string;
  readonly json: Terraform;
  /** What it refers to, by path from its own folder. */
  readonly assets: ReadonlyMap<string, Buffer>;
}

/** Every stack of the environments, by name, with nothing left on the disk. */
export function synthesise(
  environments: readonly Environment[],
  allowList: AllowList = ALLOW_LIST,
): Map<string, Stack> {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell stacks "));
  try {
    makeApp({ allowList, environments, outdir }).synth();
    const names = readdirSync(join(outdir, "stacks"));
    return new Map(names.map((name) => [name, readStack(name, join(outdir, "stacks", name))]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function readStack(name: string, folder: string): Stack {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => [path, readFileSync(join(folder, path))] as const);
  const { "cdk.tf.json": json, ...assets } = Object.fromEntries(files);
  return { name, json: JSON.parse(String(json)) as Terraform, assets: new Map(Object.entries(assets)) };
}
