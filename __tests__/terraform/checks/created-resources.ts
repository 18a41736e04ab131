import { isPrimary } from "../../../stacks/mongodb-to-snowflake/primary.ts";
import { roleMaker } from "../../../stacks/mongodb-to-snowflake/snowflake.ts";
import { stackName } from "../../../stacks/names.ts";
import { planOf, type ResourceChange } from "../plan.ts";
import type { StackCheck } from "./stack-check.ts";

/** Checks that Terraform would create exactly the resources that the environment switches on. */
export const createdResources: StackCheck = async ({ stack, environment, environments }) => {
  const { resource_changes: changes = [] } = await planOf(stack);
  const primary = isPrimary(environment);
  const { snowflake } = environment;
  const makesRoles = stackName(roleMaker(environment, environments)) === stackName(environment);
  const expected: readonly [what: string, wanted: boolean, is: (change: ResourceChange) => boolean][] = [
    ["[C-051] the pipeline, if DMS is on", environment.deployDms, (change) => !SHARED.includes(constructOf(change))],
    ["[C-045, C-047] CLEAN, in the primary stack", primary, isOn(environment.cleanBucket.name)],
    ["[C-055] the Snowpipe hook", primary && environment.snowpipeSqsArn !== undefined, inConstruct("snowpipe-hook")],
    [
      "the role with which Snowflake reads CLEAN",
      makesRoles && snowflake?.iamUserArn !== undefined,
      inConstruct("snowflake"),
    ],
    [
      "the role with which Snowflake publishes failures",
      makesRoles && snowflake?.notifications !== undefined && "externalId" in snowflake.notifications,
      inConstruct("snowflake-alarms"),
    ],
    ["the roles that DMS looks up", environment.createDmsServiceRoles, inConstruct("dms-service-roles")],
  ];
  return expected.flatMap(([what, wanted, is]) => {
    const found = changes.filter(is).map(({ address }) => address);
    if (found.length > 0 === wanted) return [];
    return [`${what}: ${wanted ? "not created" : `created, although switched off: ${found.join(", ")}`}`];
  });
};

/** Constructs that a stack may have if DMS is off. */
const SHARED = ["clean-bucket", "snowpipe-hook", "dms-service-roles", "snowflake", "snowflake-alarms"];

/** CDKTF's ids start with the construct's: `clean-bucket_clean_bucket_E7E66A68`. */
function constructOf({ address }: ResourceChange): string {
  return address.split(".")[1]?.split("_")[0] ?? "";
}

function inConstruct(name: string): (change: ResourceChange) => boolean {
  return (change) => constructOf(change) === name;
}

function isOn(bucket: string): (change: ResourceChange) => boolean {
  return (change) => constructOf(change) === "clean-bucket" || change.change.after?.bucket === bucket;
}
