import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { SOURCES } from "../../contracts/index.ts";
import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import { ENVIRONMENTS } from "../../environments/environments.ts";
import { makeApp } from "../../stacks/make-app.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Resource, Terraform } from "../../stacks/policies/terraform-json.ts";
import type { Statement } from "../../stacks/policy.ts";
import { ALLOW_LIST, literalOf, sourcesOf } from "./fixtures.ts";

export type { Resource, Terraform };

type AppProps = Omit<Parameters<typeof makeApp>[0], "outdir">;

/** The stacks of each set of environments and sources that was asked for, as JSON: many tests ask for the same. */
const synthesized = new Map<string, ReadonlyMap<string, string>>();

/** Every stack of mongodb-to-snowflake in the environments, by name. */
export function synthAll(
  environments: readonly MongodbToSnowflake[],
  allowList: AllowList = ALLOW_LIST,
): Map<string, Terraform> {
  return synthEvery({ environments: environments.map(literalOf), sources: sourcesOf(allowList) });
}

/** Every stack that the repository ships. */
export function synthShipped(): Map<string, Terraform> {
  return synthEvery({ environments: ENVIRONMENTS, sources: SOURCES });
}

/** Every stack of all pipelines, by name; the caller may change them. Leaves no file on the disk. */
export function synthEvery(app: AppProps): Map<string, Terraform> {
  const asked = app.pipelines === undefined ? JSON.stringify([app.environments, app.sources]) : undefined;
  const stacks = (asked === undefined ? undefined : synthesized.get(asked)) ?? makeStacks(app);
  if (asked !== undefined) synthesized.set(asked, stacks);
  return new Map([...stacks].map(([name, json]) => [name, JSON.parse(json) as Terraform]));
}

function makeStacks(app: AppProps): ReadonlyMap<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  try {
    const stacks = makeApp({ ...app, outdir })
      .node.findAll()
      .filter((node) => node instanceof TerraformStack);
    return new Map(stacks.map((stack) => [stack.node.id, Testing.synth(stack, true)]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The stack of one environment. @param environments all environments; by default only this one */
export function synth(
  environment: MongodbToSnowflake,
  environments: readonly MongodbToSnowflake[] = [environment],
  sources: Sources = sourcesOf(ALLOW_LIST),
): Terraform {
  const stack = synthEvery({ environments: environments.map(literalOf), sources }).get(stackName(environment));
  if (stack === undefined) throw new Error(`${stackName(environment)} is not among the environments`);
  return stack;
}

/** Makes a value when it is first used: a stack needs the bundles, which are built after the tests are loaded. */
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
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} resources of type ${type}, not 1`);
  return found[0];
}

/** The key of the RAW bucket. */
export function rawKey(stack: Terraform): Resource {
  const found = resources(stack, "aws_kms_key").find(({ description }) => String(description).endsWith(": RAW rows"));
  if (found === undefined) throw new Error("no key of the RAW bucket");
  return found;
}

/** The resources of a type that refer to the bucket of that name. */
export function ofBucket(stack: Terraform, type: string, bucketName: string): Resource[] {
  const ids = Object.entries(stack.resource?.aws_s3_bucket ?? {})
    .filter(([, { bucket }]) => bucket === bucketName)
    .map(([id]) => `\${aws_s3_bucket.${id}.id}`);
  return resources(stack, type).filter(({ bucket }) => ids.includes(String(bucket)));
}

/** The statements of a policy, which is text in Terraform JSON. */
export function statements(policy: unknown): Statement[] {
  return (JSON.parse(String(policy)) as { Statement: Statement[] }).Statement;
}

/** The rights of the role of that name. */
export function rightsOf(stack: Terraform, roleName: string): Statement[] {
  const role = Object.entries(stack.resource?.aws_iam_role ?? {}).find(([, { name }]) => name === roleName);
  return resources(stack, "aws_iam_role_policy")
    .filter((policy) => policy.role === `\${aws_iam_role.${role?.[0]}.name}`)
    .flatMap(({ policy }) => statements(policy));
}

/** A reference to an attribute of a resource, in Terraform JSON. */
export function referenceTo(stack: Terraform, type: string, resource: Resource, attribute: string): string {
  const [id] = Object.entries(stack.resource?.[type] ?? {}).find(([, found]) => found === resource) ?? [];
  return `\${${type}.${id}.${attribute}}`;
}

/** The alarm of that name; the name is without the prefix of its stack. */
export function alarmOf(stack: Terraform, name: string): Resource {
  const found = resources(stack, "aws_cloudwatch_metric_alarm").find(
    ({ alarm_name }) => String(alarm_name).replace(/^clearwell-[a-z]+-[a-z]+-[a-z]+-\d-/, "") === name,
  );
  if (found === undefined) throw new Error(`no alarm ${name}`);
  return found;
}
