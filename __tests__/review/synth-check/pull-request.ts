import { type Zippable, zipSync } from "fflate";
import { toJson } from "../../../contracts/json.ts";
import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import { ALL, ALLOW_LIST, sourcesOf } from "../../stacks/fixtures.ts";
import { type Resource, synthAll, type Terraform } from "../../stacks/synth.ts";
import { synthesise } from "../../terraform/stacks.ts";

export const withState = (environment: MongodbToSnowflake): MongodbToSnowflake => ({
  ...environment,
  state: { bucket: "example-terraform-state", region: "eu-central-1" },
});

/** Main's stacks. */
export const MAIN: readonly MongodbToSnowflake[] = ALL.map(withState);

export const STACK = "staging-us-west-2";
export const STACK_JSON = `stacks/${STACK}/cdk.tf.json`;

export function mainStacks(environments: readonly MongodbToSnowflake[] = MAIN): Map<string, Terraform> {
  return synthAll(environments);
}

/** The files of the artifact that an honest pull request uploads. */
export function synthFiles(environments: readonly MongodbToSnowflake[] = MAIN): Record<string, Uint8Array> {
  const stacks = [...synthesise(environments).values()].flatMap(({ name, json, assets }) => [
    [`stacks/${name}/cdk.tf.json`, bytes(JSON.stringify(json))] as const,
    [`stacks/${name}/contracts.json`, bytes(toJson(sourcesOf(ALLOW_LIST)))] as const,
    ...[...assets].map(([path, content]) => [`stacks/${name}/${path}`, new Uint8Array(content)] as const),
  ]);
  return { "manifest.json": bytes("{}"), ...Object.fromEntries(stacks) };
}

/** The artifact with other files; undefined removes a file. */
export function archive(files: Record<string, Uint8Array>, differs: Zippable = {}): Uint8Array {
  return zipSync({ ...files, ...differs }, { level: 0 });
}

/** The artifact with one stack changed. */
export function withStack(files: Record<string, Uint8Array>, change: (stack: Terraform) => Resource): Uint8Array {
  const stack = JSON.parse(Buffer.from(files[STACK_JSON] as Uint8Array).toString()) as Terraform;
  return archive(files, { [STACK_JSON]: bytes(JSON.stringify(change(stack))) });
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
