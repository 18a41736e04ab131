import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import type { AllowList } from "../../contracts/mask.ts";
import type { Environment } from "../../stacks/environment.ts";
import { makeApp } from "../../stacks/make-app.ts";
import { stackName } from "../../stacks/names.ts";
import type { Resource, Terraform } from "../../stacks/policies/terraform-json.ts";
import type { Statement } from "../../stacks/policy.ts";
import { ALLOW_LIST } from "./fixtures.ts";

export type { Resource, Terraform };

/** Every stack of the environments, by name, with nothing left on the disk. */
export function synthAll(
  environments: readonly Environment[],
  allowList: AllowList = ALLOW_LIST,
): Map<string, Terraform> {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  try {
    const stacks = makeApp({ allowList, environments, outdir })
      .node.findAll()
      .filter((node) => node instanceof TerraformStack);
    return new Map(stacks.map((stack) => [stack.node.id, JSON.parse(Testing.synth(stack, true)) as Terraform]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** One stack of the environments; of the environment alone, when no others are given. */
export function synth(environment: Environment, environments: readonly Environment[] = [environment]): Terraform {
  const stack = synthAll(environments).get(stackName(environment));
  if (stack === undefined) throw new Error(`${stackName(environment)} is not among the environments`);
  return stack;
}

/** Makes a value when it is first asked for: bundles are built after the tests are loaded, and a stack needs them. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

export function resources({ resource = {} }: Terraform, type: string): Resource[] {
  return Object.values(resource[type] ?? {});
}

/** The stack's only resource of a type. */
export function only(stack: Terraform, type: string): Resource {
  const found = resources(stack, type);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} of ${type}, not 1`);
  return found[0];
}

/** The key to the RAW rows. */
export function rawKey(stack: Terraform): Resource {
  const found = resources(stack, "aws_kms_key").find(({ description }) => String(description).endsWith(": RAW rows"));
  if (found === undefined) throw new Error("no key to the RAW rows");
  return found;
}

/** The resources of a type that belong to the bucket of that name, through a reference to it. */
export function ofBucket(stack: Terraform, type: string, bucketName: string): Resource[] {
  const ids = Object.entries(stack.resource?.aws_s3_bucket ?? {})
    .filter(([, { bucket }]) => bucket === bucketName)
    .map(([id]) => `\${aws_s3_bucket.${id}.id}`);
  return resources(stack, type).filter(({ bucket }) => ids.includes(String(bucket)));
}

/** The statements of a policy, which Terraform carries as text. */
export function statements(policy: unknown): Statement[] {
  return (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
}

/** What the role of that name may do. */
export function rightsOf(stack: Terraform, roleName: string): Statement[] {
  const role = Object.entries(stack.resource?.aws_iam_role ?? {}).find(([, { name }]) => name === roleName);
  return resources(stack, "aws_iam_role_policy")
    .filter((policy) => policy.role === `\${aws_iam_role.${role?.[0]}.name}`)
    .flatMap(({ policy }) => statements(policy));
}

/** How Terraform's JSON names an attribute of a resource. */
export function referenceTo(stack: Terraform, type: string, resource: Resource, attribute: string): string {
  const [id] = Object.entries(stack.resource?.[type] ?? {}).find(([, found]) => found === resource) ?? [];
  return `\${${type}.${id}.${attribute}}`;
}

/** The alarm of that name, without what all names of the stack start with. */
export function alarmOf(stack: Terraform, name: string): Resource {
  const found = resources(stack, "aws_cloudwatch_metric_alarm").find(
    ({ alarm_name }) => String(alarm_name).replace(/^clearwell-[a-z]+-[a-z]+-[a-z]+-\d-/, "") === name,
  );
  if (found === undefined) throw new Error(`no alarm ${name}`);
  return found;
}
