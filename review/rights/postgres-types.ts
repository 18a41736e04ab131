import { actionsOf } from "./actions.ts";
import type { TypeRights } from "./type-rights.ts";

/** What a machine is made with. */
const MACHINE = "RunInstances TerminateInstances StopInstances StartInstances ModifyInstanceAttribute CreateTags";

/** The actions of the types that only stacks of snowflake-to-postgres have, from the same source as those of the other types. */
export const POSTGRES_RIGHTS: { readonly [type: string]: TypeRights } = {
  aws_db_instance: {
    read: actionsOf("rds", "DescribeDBInstances ListTagsForResource"),
    write: actionsOf(
      "rds",
      "CreateDBInstance ModifyDBInstance RebootDBInstance DeleteDBInstance CreateDBSnapshot AddTagsToResource RemoveTagsFromResource",
    ),
  },
  aws_db_parameter_group: {
    read: actionsOf("rds", "DescribeDBParameterGroups DescribeDBParameters ListTagsForResource"),
    write: actionsOf(
      "rds",
      "CreateDBParameterGroup ModifyDBParameterGroup ResetDBParameterGroup DeleteDBParameterGroup AddTagsToResource RemoveTagsFromResource",
    ),
  },
  aws_db_subnet_group: {
    read: actionsOf("rds", "DescribeDBSubnetGroups ListTagsForResource"),
    write: actionsOf(
      "rds",
      "CreateDBSubnetGroup ModifyDBSubnetGroup DeleteDBSubnetGroup AddTagsToResource RemoveTagsFromResource",
    ),
  },
  aws_glue_catalog_database: {
    read: actionsOf("glue", "GetDatabase GetTags"),
    write: actionsOf("glue", "CreateDatabase UpdateDatabase DeleteDatabase TagResource UntagResource"),
  },
  aws_glue_catalog_table: {
    read: actionsOf("glue", "GetTable GetPartitionIndexes"),
    write: actionsOf("glue", "CreateTable UpdateTable DeleteTable"),
  },
  aws_glue_classifier: {
    read: actionsOf("glue", "GetClassifier"),
    write: actionsOf("glue", "CreateClassifier UpdateClassifier DeleteClassifier"),
  },
  aws_glue_crawler: {
    read: actionsOf("glue", "GetCrawler GetTags"),
    write: actionsOf("glue", "CreateCrawler UpdateCrawler DeleteCrawler StopCrawler TagResource UntagResource"),
  },
  aws_iam_instance_profile: {
    read: actionsOf("iam", "GetInstanceProfile"),
    write: actionsOf(
      "iam",
      "CreateInstanceProfile DeleteInstanceProfile AddRoleToInstanceProfile RemoveRoleFromInstanceProfile TagInstanceProfile UntagInstanceProfile",
    ),
  },
  aws_instance: {
    // With the image's id, which AWS publishes as a parameter.
    read: [
      ...actionsOf(
        "ec2",
        "DescribeInstances DescribeInstanceAttribute DescribeInstanceTypes DescribeInstanceCreditSpecifications DescribeVolumes DescribeImages DescribeTags",
      ),
      "ssm:GetParameter",
    ],
    write: actionsOf("ec2", MACHINE),
  },
  aws_s3_object: {
    read: actionsOf("s3", "GetObject GetObjectTagging"),
    write: actionsOf("s3", "PutObject PutObjectTagging DeleteObject DeleteObjectVersion ListBucketVersions"),
  },
};

/** What these stacks have besides: types of the other pipelines, and of networks. */
export const ALSO_IN_POSTGRES: readonly string[] = [
  ...["aws_budgets_budget", "aws_cloudwatch_dashboard", "aws_cloudwatch_log_group", "aws_cloudwatch_log_stream"],
  ...["aws_cloudwatch_metric_alarm", "aws_iam_role", "aws_iam_role_policy", "aws_kinesis_firehose_delivery_stream"],
  ...["aws_kinesis_stream", "aws_kms_alias", "aws_kms_key", "aws_lambda_function", "aws_s3_bucket"],
  ...["aws_s3_bucket_lifecycle_configuration", "aws_s3_bucket_metric", "aws_s3_bucket_ownership_controls"],
  ...["aws_s3_bucket_policy", "aws_s3_bucket_public_access_block"],
  ...["aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_versioning", "aws_scheduler_schedule"],
  ...["aws_security_group", "aws_sfn_state_machine", "aws_sns_topic", "aws_sns_topic_subscription"],
  ...["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"],
];

/** What a plan of these stacks needs beyond the actions of the types, each with the reason. */
export const LOOKED_UP_BY_POSTGRES: { readonly [action: string]: string } = {
  "tag:GetResources": "a module looks whether the buckets are there",
  ...Object.fromEntries(
    actionsOf("ec2", "DescribeVpcs DescribeSubnets").map((action) => [action, "a module looks up the network"]),
  ),
};

/** What an apply of these stacks needs beyond the actions of the types, each with the reason. */
export const BESIDES_POSTGRES: { readonly [action: string]: string } = {
  "iam:PassRole": "Lambda, Firehose, Glue, Step Functions, EventBridge's Scheduler and EC2 get a role of the stack",
  "kms:CreateGrant": "RDS encrypts its disk with the stack's key",
  "lambda:PublishVersion": "each deploy of the transformer is a version, which Firehose names",
  ...Object.fromEntries(
    actionsOf("secretsmanager", "CreateSecret DescribeSecret RotateSecret TagResource").map((action) => [
      action,
      "RDS makes its administrator's secret with the rights of the role that makes it",
    ]),
  ),
};
