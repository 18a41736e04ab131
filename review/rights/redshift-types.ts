import { actionsOf } from "./actions.ts";
import type { TypeRights } from "./type-rights.ts";

/** The actions of the types that only stacks of mongodb-to-redshift have, from the same source as those of the other types. */
export const REDSHIFT_RIGHTS: { readonly [type: string]: TypeRights } = {
  aws_batch_compute_environment: {
    read: actionsOf("batch", "DescribeComputeEnvironments"),
    write: actionsOf(
      "batch",
      "CreateComputeEnvironment UpdateComputeEnvironment DeleteComputeEnvironment TagResource UntagResource",
    ),
  },
  aws_batch_job_definition: {
    read: actionsOf("batch", "DescribeJobDefinitions"),
    write: actionsOf("batch", "RegisterJobDefinition DeregisterJobDefinition TagResource UntagResource"),
  },
  aws_batch_job_queue: {
    read: actionsOf("batch", "DescribeJobQueues"),
    write: actionsOf("batch", "CreateJobQueue UpdateJobQueue DeleteJobQueue TagResource UntagResource"),
  },
  aws_cloudtrail: {
    read: actionsOf("cloudtrail", "DescribeTrails GetTrailStatus GetEventSelectors GetInsightSelectors ListTags"),
    write: actionsOf(
      "cloudtrail",
      "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging PutEventSelectors AddTags RemoveTags",
    ),
  },
  aws_ecr_lifecycle_policy: {
    read: actionsOf("ecr", "GetLifecyclePolicy"),
    write: actionsOf("ecr", "PutLifecyclePolicy DeleteLifecyclePolicy"),
  },
  aws_ecr_repository: {
    read: actionsOf("ecr", "DescribeRepositories ListTagsForResource"),
    write: actionsOf(
      "ecr",
      "CreateRepository DeleteRepository PutImageScanningConfiguration PutImageTagMutability TagResource UntagResource",
    ),
  },
  aws_redshift_cluster: {
    read: actionsOf("redshift", "DescribeClusters DescribeLoggingStatus DescribeTags"),
    write: actionsOf(
      "redshift",
      "CreateCluster ModifyCluster ModifyClusterIamRoles DeleteCluster CreateTags DeleteTags",
    ),
  },
  aws_redshift_logging: {
    read: actionsOf("redshift", "DescribeLoggingStatus"),
    write: actionsOf("redshift", "EnableLogging DisableLogging"),
  },
  aws_redshift_parameter_group: {
    read: actionsOf("redshift", "DescribeClusterParameterGroups DescribeClusterParameters DescribeTags"),
    write: actionsOf(
      "redshift",
      "CreateClusterParameterGroup ModifyClusterParameterGroup DeleteClusterParameterGroup CreateTags DeleteTags",
    ),
  },
  aws_redshift_subnet_group: {
    read: actionsOf("redshift", "DescribeClusterSubnetGroups DescribeTags"),
    write: actionsOf(
      "redshift",
      "CreateClusterSubnetGroup ModifyClusterSubnetGroup DeleteClusterSubnetGroup CreateTags DeleteTags",
    ),
  },
  aws_redshift_usage_limit: {
    read: actionsOf("redshift", "DescribeUsageLimits DescribeTags"),
    write: actionsOf("redshift", "CreateUsageLimit ModifyUsageLimit DeleteUsageLimit CreateTags DeleteTags"),
  },
  aws_redshiftserverless_namespace: {
    read: actionsOf("redshift-serverless", "GetNamespace ListTagsForResource"),
    write: actionsOf(
      "redshift-serverless",
      "CreateNamespace UpdateNamespace DeleteNamespace TagResource UntagResource",
    ),
  },
  aws_redshiftserverless_usage_limit: {
    read: actionsOf("redshift-serverless", "GetUsageLimit"),
    write: actionsOf("redshift-serverless", "CreateUsageLimit UpdateUsageLimit DeleteUsageLimit"),
  },
  aws_redshiftserverless_workgroup: {
    read: actionsOf("redshift-serverless", "GetWorkgroup ListTagsForResource"),
    write: actionsOf(
      "redshift-serverless",
      "CreateWorkgroup UpdateWorkgroup DeleteWorkgroup TagResource UntagResource",
    ),
  },
  aws_s3_bucket_logging: {
    read: actionsOf("s3", "GetBucketLogging"),
    write: actionsOf("s3", "PutBucketLogging"),
  },
  aws_s3_bucket_versioning: {
    read: actionsOf("s3", "GetBucketVersioning"),
    write: actionsOf("s3", "PutBucketVersioning"),
  },
};

/** What these stacks have besides: types of the other pipelines, and of networks. */
export const ALSO_IN_REDSHIFT: readonly string[] = [
  ...["aws_budgets_budget", "aws_cloudwatch_dashboard", "aws_cloudwatch_event_rule", "aws_cloudwatch_event_target"],
  ...["aws_cloudwatch_log_group", "aws_cloudwatch_metric_alarm", "aws_iam_role", "aws_iam_role_policy"],
  ...["aws_kms_alias", "aws_kms_key", "aws_s3_bucket", "aws_s3_bucket_lifecycle_configuration"],
  ...["aws_s3_bucket_notification", "aws_s3_bucket_ownership_controls", "aws_s3_bucket_policy"],
  ...["aws_s3_bucket_public_access_block", "aws_s3_bucket_server_side_encryption_configuration"],
  ...["aws_scheduler_schedule", "aws_sfn_state_machine", "aws_sns_topic", "aws_sns_topic_subscription"],
  ...["aws_security_group", "aws_vpc_security_group_egress_rule"],
];

/** What an apply of these stacks needs beyond the actions of the types, each with the reason. */
export const BESIDES_REDSHIFT: { readonly [action: string]: string } = {
  "iam:PassRole": "Batch, Step Functions, EventBridge, its Scheduler and Redshift get a role of the stack",
  "kms:CreateGrant": "Redshift encrypts itself with the stack's key",
  ...Object.fromEntries(
    actionsOf("secretsmanager", "CreateSecret DescribeSecret RotateSecret DeleteSecret TagResource").map((action) => [
      action,
      "Redshift makes its administrator's secret with the rights of the role that makes it",
    ]),
  ),
  ...Object.fromEntries(
    actionsOf(
      "ec2",
      "DescribeVpcs DescribeVpcAttribute DescribeSubnets DescribeAvailabilityZones DescribeSecurityGroups DescribeAddresses DescribeInternetGateways DescribeAccountAttributes",
    ).map((action) => [action, "Redshift and Batch look at the subnets and groups that they are given"]),
  ),
};
