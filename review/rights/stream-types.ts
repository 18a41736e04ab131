import { actionsOf } from "./actions.ts";
import { MAIL_RIGHTS } from "./mail-types.ts";
import type { TypeRights } from "./type-rights.ts";

/** The actions of the types that only a stack of mysql-to-snowflake has, from the same source as those of the other types. */
export const STREAM_RIGHTS: { readonly [type: string]: TypeRights } = {
  ...MAIL_RIGHTS,
  aws_cloudwatch_log_stream: {
    read: actionsOf("logs", "DescribeLogStreams"),
    write: actionsOf("logs", "CreateLogStream DeleteLogStream"),
  },
  aws_kinesis_firehose_delivery_stream: {
    read: actionsOf("firehose", "DescribeDeliveryStream ListTagsForDeliveryStream"),
    write: actionsOf(
      "firehose",
      "CreateDeliveryStream UpdateDestination DeleteDeliveryStream TagDeliveryStream UntagDeliveryStream",
    ),
  },
  aws_kinesis_stream: {
    read: actionsOf("kinesis", "DescribeStreamSummary ListTagsForResource ListTagsForStream"),
    write: actionsOf(
      "kinesis",
      "CreateStream DeleteStream UpdateShardCount UpdateStreamMode IncreaseStreamRetentionPeriod DecreaseStreamRetentionPeriod StartStreamEncryption StopStreamEncryption AddTagsToStream RemoveTagsFromStream TagResource UntagResource",
    ),
  },
  aws_s3_bucket_metric: {
    read: actionsOf("s3", "GetMetricsConfiguration"),
    write: actionsOf("s3", "PutMetricsConfiguration"),
  },
  aws_scheduler_schedule_group: {
    read: actionsOf("scheduler", "GetScheduleGroup ListTagsForResource"),
    write: actionsOf("scheduler", "CreateScheduleGroup DeleteScheduleGroup TagResource UntagResource"),
  },
  // What it has is the time up to which rows were sent.
  aws_ssm_parameter: {
    read: actionsOf("ssm", "GetParameter DescribeParameters ListTagsForResource"),
    write: actionsOf("ssm", "PutParameter DeleteParameter AddTagsToResource RemoveTagsFromResource"),
  },
};

/** What a stack of mysql-to-snowflake has besides: types of the other pipelines, and of networks. */
export const ALSO_IN_STREAMS: readonly string[] = [
  ...["aws_budgets_budget", "aws_cloudwatch_dashboard", "aws_cloudwatch_log_group", "aws_cloudwatch_metric_alarm"],
  ...["aws_iam_role", "aws_iam_role_policy", "aws_kms_alias", "aws_kms_key"],
  ...["aws_lambda_function", "aws_lambda_function_event_invoke_config", "aws_lambda_permission"],
  ...["aws_s3_bucket", "aws_s3_bucket_lifecycle_configuration", "aws_s3_bucket_notification"],
  ...["aws_s3_bucket_ownership_controls", "aws_s3_bucket_policy", "aws_s3_bucket_public_access_block"],
  ...["aws_s3_bucket_server_side_encryption_configuration", "aws_scheduler_schedule"],
  ...["aws_security_group", "aws_sns_topic", "aws_sns_topic_subscription", "aws_sqs_queue", "aws_vpc_endpoint"],
  ...["aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule"],
];

/** What an apply of these stacks needs beyond the actions of the types, each with the reason. */
export const BESIDES_STREAMS: { readonly [action: string]: string } = {
  "iam:PassRole": "Lambda, Firehose and EventBridge's Scheduler get a role of the stack",
  "lambda:PublishVersion": "each deploy of the transformer is a version, which Firehose names",
  ...Object.fromEntries(
    actionsOf("ec2", "DescribeVpcs DescribeSubnets DescribeSecurityGroups").map((action) => [
      action,
      "the default VPC is looked up, and Lambda looks at the subnets and groups of a function",
    ]),
  ),
};
