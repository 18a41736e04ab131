/** The IAM actions that Terraform needs for one type of resource. */
export interface TypeRights {
  /** Needed to plan. They read settings, never data. */
  readonly read: readonly string[];
  /** Needed to apply, in addition. */
  readonly write: readonly string[];
}

/**
 * The actions of each type of resource in the stacks, from the provider's source (hashicorp/terraform-provider-aws,
 * `internal/service/`: the calls of the type's Read, Create, Update and Delete).
 */
export const RIGHTS: { readonly [type: string]: TypeRights } = {
  aws_budgets_budget: {
    read: of("budgets", "ViewBudget ListTagsForResource"),
    write: of("budgets", "ModifyBudget TagResource UntagResource"),
  },
  aws_cloudwatch_dashboard: {
    read: of("cloudwatch", "GetDashboard"),
    write: of("cloudwatch", "PutDashboard DeleteDashboards"),
  },
  aws_cloudwatch_event_rule: {
    read: of("events", "DescribeRule ListTagsForResource"),
    write: of("events", "PutRule DeleteRule TagResource UntagResource"),
  },
  aws_cloudwatch_event_target: {
    read: of("events", "ListTargetsByRule"),
    write: of("events", "PutTargets RemoveTargets"),
  },
  aws_cloudwatch_log_group: {
    read: of("logs", "DescribeLogGroups ListTagsForResource"),
    write: of(
      "logs",
      "CreateLogGroup DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy AssociateKmsKey DisassociateKmsKey TagResource UntagResource",
    ),
  },
  aws_cloudwatch_metric_alarm: {
    read: of("cloudwatch", "DescribeAlarms ListTagsForResource"),
    write: of("cloudwatch", "PutMetricAlarm DeleteAlarms TagResource UntagResource"),
  },
  aws_dms_endpoint: {
    read: of("dms", "DescribeEndpoints ListTagsForResource"),
    write: of("dms", "CreateEndpoint ModifyEndpoint DeleteEndpoint AddTagsToResource RemoveTagsFromResource"),
  },
  aws_dms_replication_instance: {
    read: of("dms", "DescribeReplicationInstances ListTagsForResource"),
    write: of(
      "dms",
      "CreateReplicationInstance ModifyReplicationInstance DeleteReplicationInstance AddTagsToResource RemoveTagsFromResource",
    ),
  },
  aws_dms_replication_subnet_group: {
    read: of("dms", "DescribeReplicationSubnetGroups ListTagsForResource"),
    write: of(
      "dms",
      "CreateReplicationSubnetGroup ModifyReplicationSubnetGroup DeleteReplicationSubnetGroup AddTagsToResource RemoveTagsFromResource",
    ),
  },
  aws_dms_replication_task: {
    read: of("dms", "DescribeReplicationTasks ListTagsForResource"),
    write: of(
      "dms",
      "CreateReplicationTask ModifyReplicationTask StopReplicationTask DeleteReplicationTask AddTagsToResource RemoveTagsFromResource",
    ),
  },
  aws_dms_s3_endpoint: {
    read: of("dms", "DescribeEndpoints ListTagsForResource"),
    write: of("dms", "CreateEndpoint ModifyEndpoint DeleteEndpoint AddTagsToResource RemoveTagsFromResource"),
  },
  aws_iam_role: {
    read: of("iam", "GetRole ListRolePolicies GetRolePolicy ListAttachedRolePolicies"),
    write: of(
      "iam",
      "CreateRole DeleteRole UpdateRole UpdateRoleDescription UpdateAssumeRolePolicy ListInstanceProfilesForRole TagRole UntagRole",
    ),
  },
  aws_iam_role_policy: { read: of("iam", "GetRolePolicy"), write: of("iam", "PutRolePolicy DeleteRolePolicy") },
  aws_iam_role_policy_attachment: {
    read: of("iam", "ListAttachedRolePolicies"),
    write: of("iam", "AttachRolePolicy DetachRolePolicy"),
  },
  aws_kms_alias: { read: of("kms", "ListAliases"), write: of("kms", "CreateAlias UpdateAlias DeleteAlias") },
  aws_kms_key: {
    read: of("kms", "DescribeKey GetKeyPolicy GetKeyRotationStatus ListResourceTags"),
    write: of(
      "kms",
      "CreateKey PutKeyPolicy EnableKey EnableKeyRotation UpdateKeyDescription ScheduleKeyDeletion TagResource UntagResource",
    ),
  },
  aws_lambda_function: {
    read: of(
      "lambda",
      "GetFunction GetFunctionConfiguration GetFunctionCodeSigningConfig ListVersionsByFunction ListTags",
    ),
    write: of(
      "lambda",
      "CreateFunction UpdateFunctionCode UpdateFunctionConfiguration DeleteFunction PutFunctionConcurrency DeleteFunctionConcurrency TagResource UntagResource",
    ),
  },
  aws_lambda_function_event_invoke_config: {
    read: of("lambda", "GetFunctionEventInvokeConfig"),
    write: of("lambda", "PutFunctionEventInvokeConfig UpdateFunctionEventInvokeConfig DeleteFunctionEventInvokeConfig"),
  },
  aws_lambda_permission: {
    read: of("lambda", "GetPolicy"),
    write: of("lambda", "AddPermission RemovePermission"),
  },
  aws_s3_bucket: {
    // HeadBucket needs `ListBucket`. For tags, the provider tries the new action first, and the old one if that is denied.
    read: of(
      "s3",
      "ListBucket GetAccelerateConfiguration GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging GetBucketObjectLockConfiguration GetBucketPolicy GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration GetLifecycleConfiguration GetReplicationConfiguration ListTagsForResource",
    ),
    write: of("s3", "CreateBucket DeleteBucket PutBucketTagging TagResource UntagResource"),
  },
  aws_s3_bucket_lifecycle_configuration: {
    read: of("s3", "GetLifecycleConfiguration"),
    write: of("s3", "PutLifecycleConfiguration"),
  },
  aws_s3_bucket_notification: { read: of("s3", "GetBucketNotification"), write: of("s3", "PutBucketNotification") },
  aws_s3_bucket_ownership_controls: {
    read: of("s3", "GetBucketOwnershipControls"),
    write: of("s3", "PutBucketOwnershipControls"),
  },
  aws_s3_bucket_policy: { read: of("s3", "GetBucketPolicy"), write: of("s3", "PutBucketPolicy DeleteBucketPolicy") },
  aws_s3_bucket_public_access_block: {
    read: of("s3", "GetBucketPublicAccessBlock"),
    write: of("s3", "PutBucketPublicAccessBlock"),
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    read: of("s3", "GetEncryptionConfiguration"),
    write: of("s3", "PutEncryptionConfiguration"),
  },
  aws_sfn_state_machine: {
    // The plan of a changed definition asks AWS whether it is valid (hashicorp/terraform-provider-aws#39472).
    read: of(
      "states",
      "DescribeStateMachine ListStateMachineVersions ListTagsForResource ValidateStateMachineDefinition",
    ),
    write: of("states", "CreateStateMachine UpdateStateMachine DeleteStateMachine TagResource UntagResource"),
  },
  aws_sns_topic: {
    read: of("sns", "GetTopicAttributes ListTagsForResource"),
    write: of("sns", "CreateTopic SetTopicAttributes DeleteTopic TagResource UntagResource"),
  },
  aws_sns_topic_subscription: {
    read: of("sns", "GetSubscriptionAttributes"),
    write: of("sns", "Subscribe SetSubscriptionAttributes Unsubscribe"),
  },
  aws_sqs_queue: {
    read: of("sqs", "GetQueueAttributes ListQueueTags"),
    write: of("sqs", "CreateQueue SetQueueAttributes DeleteQueue TagQueue UntagQueue"),
  },
};

/** What an apply needs beyond the actions of the types, each with the reason. */
export const BESIDES: { readonly [action: string]: string } = {
  "iam:PassRole": "DMS, Lambda, Step Functions and EventBridge get a role of the stack",
  "kms:CreateGrant": "DMS encrypts the instance and the endpoints with the stack's key",
  "secretsmanager:DescribeSecret": "DMS reads the secret's description when it makes the endpoint",
  ...Object.fromEntries(
    of(
      "ec2",
      "DescribeVpcs DescribeSubnets DescribeAvailabilityZones DescribeInternetGateways DescribeSecurityGroups CreateNetworkInterface ModifyNetworkInterfaceAttribute DeleteNetworkInterface",
    ).map((action) => [
      action,
      "DMS makes the instance's network interface with the rights of the role that makes the instance",
    ]),
  ),
};

function of(service: string, actions: string): string[] {
  return actions.split(" ").map((action) => `${service}:${action}`);
}
