import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { addressesIn } from "./references.ts";
import { APPLIED, type AppliedType, LEFT_OUT } from "./resource-types.ts";

/** One resource of a stack's `cdk.tf.json`, with Terraform's meta-arguments separated. */
interface Resource {
  readonly address: string;
  readonly type: AppliedType;
  readonly region: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** Addresses of the resources that must exist first. */
  readonly needs: readonly string[];
}

export interface Stack {
  readonly folder: string;
  readonly account: string;
  readonly region: string;
  /** In an order in which they can be made, without types that are left out. */
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
}

interface Provider {
  readonly region: string;
  readonly alias?: string;
  readonly allowed_account_ids: readonly string[];
}

interface Json {
  readonly provider: { readonly aws: readonly Provider[] };
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output?: Stack["outputs"];
}

const KNOWN = ["//", "terraform", "provider", "resource", "output", "removed"];

/** Reads the stack that `synth` wrote into a folder. */
export async function readStack(folder: string): Promise<Stack> {
  const json = JSON.parse(await readFile(join(folder, "cdk.tf.json"), "utf8")) as Json;
  const unknown = Object.keys(json).filter((key) => !KNOWN.includes(key));
  if (unknown.length > 0) throw new Error(`The end-to-end tests don't support ${unknown.join(", ")} of ${folder}`);
  const resources = Object.entries(json.resource ?? {}).flatMap(([type, named]) =>
    isApplied(type) ? Object.entries(named).map(([name, args]) => toResource(type, name, args, json.provider.aws)) : [],
  );
  const own = json.provider.aws.find(({ alias }) => alias === undefined);
  if (own === undefined) throw new Error(`${folder} has no provider for its own region`);
  return {
    folder,
    account: String(own.allowed_account_ids[0]),
    region: own.region,
    resources: inOrder(resources),
    outputs: json.output ?? {},
  };
}

function isApplied(type: string): type is AppliedType {
  if (!Object.hasOwn(APPLIED, type) && !Object.hasOwn(LEFT_OUT, type))
    throw new Error(`Nobody decided about ${type}: see __tests__/e2e/terraform/resource-types.ts`);
  return Object.hasOwn(APPLIED, type);
}

function toResource(
  type: AppliedType,
  name: string,
  { "//": _comment, lifecycle: _lifecycle, provider = "aws", depends_on = [], ...args }: Record<string, unknown>,
  providers: readonly Provider[],
): Resource {
  const [, alias] = String(provider).split(".");
  const region = providers.find((each) => each.alias === alias)?.region;
  if (region === undefined) throw new Error(`${type}.${name} names a provider that the stack does not have`);
  return { address: `${type}.${name}`, type, region, args, needs: [...addressesIn(args), ...(depends_on as string[])] };
}

function inOrder(resources: readonly Resource[]): Resource[] {
  const byAddress = new Map(resources.map((each) => [each.address, each]));
  const ordered = new Set<Resource>();
  const add = (resource: Resource, above: readonly string[]): void => {
    if (above.includes(resource.address)) throw new Error(`A cycle: ${[...above, resource.address].join(" -> ")}`);
    for (const need of resource.needs) {
      const needed = byAddress.get(need);
      if (needed !== undefined) add(needed, [...above, resource.address]);
    }
    ordered.add(resource);
  };
  for (const resource of resources) add(resource, []);
  return [...ordered];
}
