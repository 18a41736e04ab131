import type { Applier } from "./applier.ts";
import { role, rolePolicy } from "./appliers/iam.ts";
import { alias, key } from "./appliers/kms.ts";
import { eventInvokeConfig, lambdaFunction, permission } from "./appliers/lambda.ts";
import { logGroup } from "./appliers/logs.ts";
import { bucket, encryption, lifecycle, notification, ownership, policy, publicAccess } from "./appliers/s3.ts";
import { stateMachine } from "./appliers/sfn.ts";
import { topic } from "./appliers/sns.ts";
import { queue } from "./appliers/sqs.ts";

/** The function that makes each type of resource in the emulator. */
export const APPLIED = {
  aws_cloudwatch_log_group: logGroup,
  aws_iam_role: role,
  aws_iam_role_policy: rolePolicy,
  aws_kms_alias: alias,
  aws_kms_key: key,
  aws_lambda_function: lambdaFunction,
  aws_lambda_function_event_invoke_config: eventInvokeConfig,
  aws_lambda_permission: permission,
  aws_s3_bucket: bucket,
  aws_s3_bucket_lifecycle_configuration: lifecycle,
  aws_s3_bucket_notification: notification,
  aws_s3_bucket_ownership_controls: ownership,
  aws_s3_bucket_policy: policy,
  aws_s3_bucket_public_access_block: publicAccess,
  aws_s3_bucket_server_side_encryption_configuration: encryption,
  aws_sfn_state_machine: stateMachine,
  aws_sns_topic: topic,
  aws_sqs_queue: queue,
} as const satisfies Readonly<Record<string, Applier>>;

export type AppliedType = keyof typeof APPLIED;

const NO_DMS = "no emulator moves data with DMS: the tests put what it would write";
const NO_METRICS = "the emulator neither counts a queue's messages nor reads metrics out of logs";

/** The types that are left out, and why. A type in neither table fails the tests, so that somebody decides. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  aws_budgets_budget: "nothing here costs anything",
  aws_cloudwatch_dashboard: NO_METRICS,
  aws_cloudwatch_event_rule: NO_DMS,
  aws_cloudwatch_event_target: NO_DMS,
  aws_cloudwatch_metric_alarm: NO_METRICS,
  aws_dms_endpoint: NO_DMS,
  aws_dms_replication_instance: NO_DMS,
  aws_dms_replication_subnet_group: NO_DMS,
  aws_dms_replication_task: NO_DMS,
  aws_dms_s3_endpoint: NO_DMS,
  aws_iam_role_policy_attachment: "AWS's own policies, only for DMS",
  aws_sns_topic_subscription: "mails of alarms, which are left out here",
};
