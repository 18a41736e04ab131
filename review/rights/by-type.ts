import { actionsOf } from "./actions.ts";
import type { TypeRights } from "./type-rights.ts";

/**
 * The actions of each type of resource in the stacks of mongodb-to-snowflake and relational-to-snowflake, from the provider's source (hashicorp/terraform-provider-aws,
 * `internal/service/`: the calls of the type's Read, Create, Update and Delete).
 */
export const RIGHTS: { readonly [type: string]: TypeRights } = {
  aws_budgets_budget: {
    read: actionsOf("budgets", "ViewBudget ListTagsForResource"),
    write: actionsOf("budgets", "ModifyBudget TagResource UntagResource"),
  },
  aws_cloudwatch_dashboard: {
    read: actionsOf("cloudwatch", "GetDashboard"),
    write: actionsOf("cloudwatch", "PutDashboard DeleteDashboards"),
  },
  aws_cloudwatch_event_rule: {
    read: actionsOf("events", "DescribeRule ListTagsForResource"),
    write: actionsOf("events", "PutRule DeleteRule TagResource UntagResource"),
  },
  aws_cloudwatch_event_target: {
    read: actionsOf("events", "ListTargetsByRule"),
    write: actionsOf("events", "PutTargets RemoveTargets"),
  },
  aws_cloudwatch_log_group: {
    read: actionsOf("logs", "DescribeLogGroups ListTagsForResource"),
    write: actionsOf(
      "logs",
      "CreateLogGroup DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy AssociateKmsKey DisassociateKmsKey TagResource UntagResource",
    ),
  },
  aws_cloudwatch_metric_alarm: {
    read: actionsOf("cloudwatch", "DescribeAlarms ListTagsForResource"),
    write: actionsOf("cloudwatch", "PutMetricAlarm DeleteAlarms TagResource UntagResource"),
  },
  aws_dms_endpoint: {
    read: actionsOf("dms", "DescribeEndpoints ListTagsForResource"),
    write: actionsOf("dms", "CreateEndpoint ModifyEndpoint DeleteEndpoint AddTagsToResource RemoveTagsFromResource"),
  },
  aws_dms_replication_instance: {
    read: actionsOf("dms", "DescribeReplicationInstances ListTagsForResource"),
    write: actionsOf(
      "dms",
      "CreateReplicationInstance ModifyReplicationInstance DeleteReplicationInstance AddTagsToResource RemoveTagsFromResource",
    ),
  },
  aws_dms_replication_subnet_group: {
    read: actionsOf("dms", "DescribeReplicationSubnetGroups ListTagsForResource"),
    write: actionsOf(
      "dms",
      "CreateReplicationSubnetGroup ModifyReplicationSubnetGroup DeleteReplicationSubnetGroup AddTagsToResource RemoveTagsFromResource",
    ),
  },
  aws_dms_replication_task: {
    read: actionsOf("dms", "DescribeReplicationTasks ListTagsForResource"),
    write: actionsOf(
      "dms",
      "CreateReplicationTask ModifyReplicationTask StopReplicationTask DeleteReplicationTask AddTagsToResource RemoveTagsFromResource",
    ),
  },
  aws_dms_s3_endpoint: {
    read: actionsOf("dms", "DescribeEndpoints ListTagsForResource"),
    write: actionsOf("dms", "CreateEndpoint ModifyEndpoint DeleteEndpoint AddTagsToResource RemoveTagsFromResource"),
  },
  aws_iam_role: {
    read: actionsOf("iam", "GetRole ListRolePolicies GetRolePolicy ListAttachedRolePolicies"),
    write: actionsOf(
      "iam",
      "CreateRole DeleteRole UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy ListInstanceProfilesForRole TagRole UntagRole",
    ),
  },
  aws_iam_role_policy: {
    read: actionsOf("iam", "GetRolePolicy"),
    write: actionsOf("iam", "PutRolePolicy DeleteRolePolicy"),
  },
  aws_iam_role_policy_attachment: {
    read: actionsOf("iam", "ListAttachedRolePolicies"),
    write: actionsOf("iam", "AttachRolePolicy DetachRolePolicy"),
  },
  aws_kms_alias: {
    read: actionsOf("kms", "ListAliases"),
    write: actionsOf("kms", "CreateAlias UpdateAlias DeleteAlias"),
  },
  aws_kms_key: {
    read: actionsOf("kms", "DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags"),
    write: actionsOf(
      "kms",
      "CreateKey PutKeyPolicy EnableKey EnableKeyRotation UpdateKeyDescription ScheduleKeyDeletion TagResource UntagResource",
    ),
  },
  aws_lambda_function: {
    read: actionsOf(
      "lambda",
      "GetFunction GetFunctionConfiguration GetFunctionCodeSigningConfig ListVersionsByFunction ListTags",
    ),
    write: actionsOf(
      "lambda",
      "CreateFunction UpdateFunctionCode UpdateFunctionConfiguration DeleteFunction PutFunctionConcurrency DeleteFunctionConcurrency TagResource UntagResource",
    ),
  },
  aws_lambda_function_event_invoke_config: {
    read: actionsOf("lambda", "GetFunctionEventInvokeConfig"),
    write: actionsOf(
      "lambda",
      "PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig",
    ),
  },
  aws_lambda_permission: {
    read: actionsOf("lambda", "GetPolicy"),
    write: actionsOf("lambda", "AddPermission RemovePermission"),
  },
  aws_s3_bucket: {
    // HeadBucket needs `ListBucket`. For tags, the provider tries the new action first, and the old one if that is denied.
    read: actionsOf(
      "s3",
      "ListBucket GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketObjectLockConfiguration GetBucketPolicy GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration GetReplicationConfiguration ListTagsForResource",
    ),
    write: actionsOf("s3", "CreateBucket DeleteBucket PutBucketTagging TagResource UntagResource"),
  },
  aws_s3_bucket_lifecycle_configuration: {
    read: actionsOf("s3", "GetLifecycleConfiguration"),
    write: actionsOf("s3", "PutLifecycleConfiguration"),
  },
  aws_s3_bucket_notification: {
    read: actionsOf("s3", "GetBucketNotification"),
    write: actionsOf("s3", "PutBucketNotification"),
  },
  aws_s3_bucket_ownership_controls: {
    read: actionsOf("s3", "GetBucketOwnershipControls"),
    write: actionsOf("s3", "PutBucketOwnershipControls"),
  },
  aws_s3_bucket_policy: {
    read: actionsOf("s3", "GetBucketPolicy"),
    write: actionsOf("s3", "PutBucketPolicy DeleteBucketPolicy"),
  },
  aws_s3_bucket_public_access_block: {
    read: actionsOf("s3", "GetBucketPublicAccessBlock"),
    write: actionsOf("s3", "PutBucketPublicAccessBlock"),
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    read: actionsOf("s3", "GetEncryptionConfiguration"),
    write: actionsOf("s3", "PutEncryptionConfiguration"),
  },
  aws_scheduler_schedule: {
    read: actionsOf("scheduler", "GetSchedule"),
    write: actionsOf("scheduler", "CreateSchedule UpdateSchedule DeleteSchedule"),
  },
  aws_sfn_state_machine: {
    // The plan of a changed definition asks AWS whether it is valid (hashicorp/terraform-provider-aws#39472).
    read: actionsOf(
      "states",
      "DescribeStateMachine ListStateMachineVersions ListTagsForResource ValidateStateMachineDefinition",
    ),
    write: actionsOf("states", "CreateStateMachine UpdateStateMachine DeleteStateMachine TagResource UntagResource"),
  },
  aws_sns_topic: {
    read: actionsOf("sns", "GetTopicAttributes ListTagsForResource"),
    write: actionsOf("sns", "CreateTopic SetTopicAttributes DeleteTopic TagResource UntagResource"),
  },
  aws_sns_topic_subscription: {
    read: actionsOf("sns", "GetSubscriptionAttributes"),
    write: actionsOf("sns", "Subscribe SetSubscriptionAttributes Unsubscribe"),
  },
  aws_sqs_queue: {
    read: actionsOf("sqs", "GetQueueAttributes ListQueueTags"),
    write: actionsOf("sqs", "CreateQueue SetQueueAttributes DeleteQueue TagQueue UntagQueue"),
  },
};

/** What an apply needs beyond the actions of the types, each with the reason. */
export const BESIDES: { readonly [action: string]: string } = {
  "iam:PassRole": "DMS, Lambda, Step Functions, EventBridge and its Scheduler get a role of the stack",
  "kms:CreateGrant": "DMS encrypts the instance and the endpoints with the stack's key",
  "secretsmanager:DescribeSecret": "DMS reads the secret's description when it makes the endpoint",
  ...Object.fromEntries(
    actionsOf(
      "ec2",
      "DescribeVpcs DescribeSubnets DescribeAvailabilityZones DescribeInternetGateways DescribeSecurityGroups CreateNetworkInterface ModifyNetworkInterfaceAttribute DeleteNetworkInterface",
    ).map((action) => [
      action,
      "DMS makes the instance's network interface with the rights of the role that makes the instance",
    ]),
  ),
};
