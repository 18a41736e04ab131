import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SOURCES } from "../../contracts/index.ts";
import type { Sources } from "../../contracts/source.ts";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import { makeApp } from "../../stacks/make-app.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { Pipelines } from "../../stacks/pipeline.ts";
import { ALLOW_LIST, literalOf, sourcesOf } from "../stacks/fixtures.ts";
import type { Terraform } from "../stacks/synth.ts";

/** A synthesised stack, as Terraform reads it. */
export interface Stack {
  readonly name: string;
  readonly json: Terraform;
  /** The files that it refers to, by path in the stack's folder. */
  readonly assets: ReadonlyMap<string, Buffer>;
  /** Deployed stacks in which its data sources look. Default none. */
  readonly deployed?: readonly Terraform[];
}

/** A stack that refers to no file. @param deployed the stacks in which its data sources look */
export function stackOf(name: string, json: Terraform, deployed: readonly Terraform[] = []): Stack {
  return { name, json, assets: new Map(), deployed };
}

/** Every stack of mongodb-to-snowflake, by name, with the list of the tests. */
export function synthesise(environments: readonly MongodbToSnowflake[]): Map<string, Stack> {
  return synthesiseEvery(environments.map(literalOf), sourcesOf(ALLOW_LIST));
}

/** Every stack that the repository ships, by name. */
export function synthesiseShipped(): Map<string, Stack> {
  return synthesiseEvery(ENVIRONMENTS, SOURCES);
}

/** Every stack of the environments, by name. Leaves no files. */
export function synthesiseEvery(
  environments: readonly EnvironmentSettings[],
  sources: Sources,
  pipelines?: Pipelines,
): Map<string, Stack> {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell stacks "));
  try {
    makeApp({ sources, environments, ...(pipelines && { pipelines }), outdir }).synth();
    const names = readdirSync(join(outdir, "stacks"));
    const stacks = names.map((name) => readStack(name, join(outdir, "stacks", name)));
    return new Map(stacks.map((stack) => [stack.name, { ...stack, deployed: others(stacks, stack) }]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function others(stacks: readonly Stack[], { name }: Stack): Terraform[] {
  return stacks.filter((other) => other.name !== name).map(({ json }) => json);
}

function readStack(name: string, folder: string): Stack {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => [path, readFileSync(join(folder, path))] as const);
  const { "cdk.tf.json": json, ...assets } = Object.fromEntries(files);
  return { name, json: JSON.parse(String(json)) as Terraform, assets: new Map(Object.entries(assets)) };
}
