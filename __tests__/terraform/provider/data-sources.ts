import type { Resource, Terraform } from "../../stacks/synth.ts";
import type { Found } from "../test-file.ts";

/** The type of resource that a plural data source searches, and the argument that each of its filters compares. */
interface Search {
  readonly type: string;
  readonly filters: { readonly [filter: string]: string };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html and similar pages */
const SEARCHES: { readonly [dataSource: string]: Search } = {
  aws_vpcs: { type: "aws_vpc", filters: {} },
  aws_subnets: { type: "aws_subnet", filters: { "vpc-id": "vpc_id" } },
  aws_security_groups: { type: "aws_security_group", filters: { "vpc-id": "vpc_id", "group-name": "name" } },
};

/**
 * The response of AWS to a data source if these stacks are deployed: the ids of resources with the tags that match the filters.
 * @returns undefined for a data source that does not search other stacks
 */
export function foundBy(dataSource: string, wanted: Resource, deployed: readonly Terraform[]): string[] | undefined {
  const ofDefault = DEFAULT_VPC.find(([filter]) => filtersOf(wanted).some(({ name }) => name === filter));
  if (ofDefault !== undefined) return [...ofDefault[1]];
  const search = SEARCHES[dataSource];
  return search && deployed.flatMap((stack) => foundIn(stack, search, wanted));
}

/** The response of AWS to a data source that lists something else than ids; undefined for one that does not. */
export function listedBy(dataSource: string, wanted: Resource, deployed: readonly Terraform[]): Resource | undefined {
  if (dataSource === "aws_db_instances") {
    const values = filtersOf(wanted).flatMap((each) => each.values);
    const names = deployed.flatMap((stack) => Object.values(stack.resource?.aws_db_instance ?? {}));
    return {
      instance_identifiers: names.map(({ identifier }) => String(identifier)).filter((it) => values.includes(it)),
    };
  }
  if (dataSource === "aws_db_instance")
    return { master_user_secret: [{ kms_key_id: "made-up", secret_arn: "made-up-secret", secret_status: "active" }] };
  // Tests name subnets `subnet-0a…` and `subnet-0b…`: the letter is the zone.
  if (dataSource === "aws_subnet")
    return { availability_zone_id: `zone-${String(wanted.id).charAt("subnet-0".length)}` };
  if (dataSource !== "aws_resourcegroupstaggingapi_resources") return undefined;
  const [tag] = (wanted.tag_filter ?? []) as readonly { readonly key: string; readonly values: readonly string[] }[];
  const buckets = deployed.filter((stack) => {
    const [byDefault] = (stack.provider.aws[0]?.default_tags ?? []) as readonly { readonly tags: Resource }[];
    return stack.resource?.aws_s3_bucket !== undefined && tag?.values.includes(String(byDefault?.tags[tag.key]));
  });
  return {
    resource_tag_mapping_list: buckets.map(() => ({ resource_arn: "made-up", compliance_details: [] })),
  };
}

/** What every region has, whatever is deployed there. https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html */
const DEFAULT_VPC: readonly (readonly [filter: string, ids: readonly string[]])[] = [
  ["is-default", ["made-up-default-vpc"]],
  ["default-for-az", ["made-up-default-subnet-1", "made-up-default-subnet-2"]],
];

/** The results of each data source of a stack if these are deployed, for a test without a provider. */
export function allFound({ data = {} }: Terraform, deployed: readonly Terraform[]): Found[] {
  return Object.entries(data).flatMap(([type, byId]) =>
    Object.entries(byId).flatMap(([id, wanted]) => {
      const ids = foundBy(type, wanted, deployed);
      return ids === undefined ? [] : [{ address: `data.${type}.${id}`, ids }];
    }),
  );
}

function foundIn(stack: Terraform, { type, filters }: Search, wanted: Resource): string[] {
  const given = filtersOf(wanted);
  const isLetThrough = (it: Resource) =>
    given.every(({ name, values }) => {
      const argument = filters[name];
      if (argument === undefined) throw new Error(`filter ${name} of ${type} is not supported here`);
      return values.some((value) => value.includes("${") || value === resolved(it[argument]));
    });
  return Object.entries(stack.resource?.[type] ?? {})
    .filter(([, it]) => hasTags(stack, it, wanted) && isLetThrough(it))
    .map(([id]) => idOf(`${type}.${id}`));
}

function filtersOf({ filter }: Resource) {
  return (filter ?? []) as readonly { readonly name: string; readonly values: readonly string[] }[];
}

function hasTags({ provider }: Terraform, { tags }: Resource, wanted: Resource): boolean {
  const [byDefault] = (provider.aws[0]?.default_tags ?? []) as readonly Resource[];
  const all = { ...(byDefault?.tags as object), ...(tags as object) } as Resource;
  return Object.entries(wanted.tags ?? {}).every(([key, value]) => all[key] === value);
}

/** Replaces a reference such as `${aws_vpc.vpc_1A2B.id}` with the id that the resource has here. */
function resolved(argument: unknown): string {
  return String(argument).replace(/^\$\{(.*)\.id\}$/, (_, address: string) => idOf(address));
}

function idOf(address: string): string {
  return `made-up-${address}`;
}
