import type { Applier } from "./applier.ts";
import { table } from "./appliers/dynamodb.ts";
import { securityGroup } from "./appliers/ec2.ts";
import { deliveryStream } from "./appliers/firehose.ts";
import { role, rolePolicy } from "./appliers/iam.ts";
import { stream } from "./appliers/kinesis.ts";
import { alias, key } from "./appliers/kms.ts";
import { eventInvokeConfig, eventSourceMapping, lambdaFunction, permission } from "./appliers/lambda.ts";
import { logGroup, logStream, subscriptionFilter } from "./appliers/logs.ts";
import { bucket, encryption, lifecycle, notification, ownership, policy, publicAccess } from "./appliers/s3.ts";
import { schedule, scheduleGroup } from "./appliers/scheduler.ts";
import { emailIdentity } from "./appliers/ses.ts";
import { stateMachine } from "./appliers/sfn.ts";
import { subscription, topic } from "./appliers/sns.ts";
import { queue, queuePolicy } from "./appliers/sqs.ts";
import { parameter } from "./appliers/ssm.ts";

/** The function that makes each type of resource in the emulator. */
export const APPLIED = {
  aws_cloudwatch_log_group: logGroup,
  aws_cloudwatch_log_stream: logStream,
  aws_cloudwatch_log_subscription_filter: subscriptionFilter,
  aws_dynamodb_table: table,
  aws_iam_role: role,
  aws_iam_role_policy: rolePolicy,
  aws_kinesis_firehose_delivery_stream: deliveryStream,
  aws_kinesis_stream: stream,
  aws_kms_alias: alias,
  aws_kms_key: key,
  aws_lambda_event_source_mapping: eventSourceMapping,
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
  aws_scheduler_schedule: schedule,
  aws_scheduler_schedule_group: scheduleGroup,
  aws_security_group: securityGroup,
  aws_sesv2_email_identity: emailIdentity,
  aws_sfn_state_machine: stateMachine,
  aws_sns_topic: topic,
  aws_sns_topic_subscription: subscription,
  aws_sqs_queue: queue,
  aws_sqs_queue_policy: queuePolicy,
  aws_ssm_parameter: parameter,
} as const satisfies Readonly<Record<string, Applier>>;

export type AppliedType = keyof typeof APPLIED;

const NO_DMS = "no emulator moves data with DMS: the tests put what it would write";
const NO_METRICS = "the emulator neither counts a queue's messages nor reads metrics out of logs";
const NO_NETWORK = "every process of the emulator reaches all of this machine";

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
  aws_s3_bucket_metric: NO_METRICS,
  aws_vpc_endpoint: NO_NETWORK,
  aws_vpc_security_group_egress_rule: NO_NETWORK,
  aws_vpc_security_group_ingress_rule: NO_NETWORK,
};
