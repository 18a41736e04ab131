import { blocks, type Resource, text, texts } from "../../stacks/policies/terraform-json.ts";
import { type Charge, type ChargesOf, FREE, HOURS } from "./charges.ts";
import { DATABASES } from "./databases.ts";

/**
 * What a resource is charged for, by type. A test fails if a stack has a type that is not here, so that somebody looks up whether a
 * new type costs something.
 */
export const CHARGED_TYPES: { readonly [type: string]: ChargesOf } = {
  ...DATABASES,
  // Its jobs are charged, while they run. Spot's price changes from day to day, and is at most the one on demand.
  // https://aws.amazon.com/batch/pricing/
  aws_batch_compute_environment: () => [
    { what: "jobs on Fargate Spot, processors, at most", item: "fargateVcpuHour" },
    { what: "jobs on Fargate Spot, memory, at most", item: "fargateGbHour" },
  ],
  aws_batch_job_definition: FREE,
  aws_batch_job_queue: FREE,
  aws_budgets_budget: FREE,
  aws_cloudtrail: () => [{ what: "data events", item: "dataEvents" }],
  aws_cloudwatch_dashboard: () => [{ what: "dashboards", item: "dashboardMonth", monthly: 1 }],
  // Events of AWS's own services are free.
  aws_cloudwatch_event_rule: FREE,
  aws_cloudwatch_event_target: FREE,
  aws_cloudwatch_log_group: () => [
    { what: "logs, written", item: "logGb" },
    { what: "logs, kept", item: "logGbMonth" },
  ],
  // What is written into it is charged as logs.
  aws_cloudwatch_log_stream: FREE,
  aws_cloudwatch_log_subscription_filter: FREE,
  aws_cloudwatch_metric_alarm: (it) => [{ what: "alarms, by metrics", item: "alarmMonth", monthly: metricsOf(it) }],
  aws_default_security_group: FREE,
  aws_dynamodb_table: () => [{ what: "mails, remembered", item: "dynamoWrites" }],
  aws_ecr_lifecycle_policy: FREE,
  aws_ecr_repository: () => [{ what: "images, kept", item: "imageGbMonth" }],
  aws_eip: () => [{ what: "public addresses", item: "addressHour", monthly: HOURS }],
  // What it writes is charged as logs.
  aws_flow_log: FREE,
  // A run of a crawler is charged; databases and tables are free up to a million. https://aws.amazon.com/glue/pricing/
  aws_glue_catalog_database: FREE,
  aws_glue_catalog_table: FREE,
  aws_glue_classifier: FREE,
  aws_glue_crawler: () => [{ what: "crawlers, running", item: "crawlerDpuHour" }],
  aws_iam_instance_profile: FREE,
  aws_iam_role: FREE,
  aws_iam_role_policy: FREE,
  aws_iam_role_policy_attachment: FREE,
  aws_instance: instanceCharges,
  aws_internet_gateway: FREE,
  aws_kinesis_firehose_delivery_stream: () => [{ what: "Firehose", item: "firehoseGb" }],
  aws_kinesis_stream: streamCharges,
  aws_kms_alias: FREE,
  aws_kms_key: () => [
    { what: "KMS keys", item: "kmsKeyMonth", monthly: 1 },
    { what: "KMS requests", item: "kmsRequests" },
  ],
  // A call of the queue is charged as a call of SQS.
  aws_lambda_event_source_mapping: FREE,
  aws_lambda_function: () => [
    { what: "functions, running", item: "armGbSecond" },
    { what: "functions, invoked", item: "lambdaRequests" },
  ],
  aws_lambda_function_event_invoke_config: FREE,
  aws_lambda_permission: FREE,
  aws_nat_gateway: () => [
    { what: "NAT gateways", item: "natHour", monthly: HOURS },
    { what: "NAT gateways, traffic", item: "natGb" },
  ],
  aws_route: FREE,
  aws_route_table: FREE,
  aws_route_table_association: FREE,
  aws_s3_bucket: () => [
    { what: "S3, kept", item: "s3GbMonth" },
    { what: "S3, written", item: "s3Puts" },
  ],
  aws_s3_bucket_lifecycle_configuration: FREE,
  // What is written and kept is charged as other objects.
  aws_s3_bucket_logging: FREE,
  // As custom metrics, which are not included.
  aws_s3_bucket_metric: FREE,
  aws_s3_bucket_notification: FREE,
  aws_s3_bucket_ownership_controls: FREE,
  aws_s3_bucket_policy: FREE,
  aws_s3_bucket_public_access_block: FREE,
  aws_s3_bucket_server_side_encryption_configuration: FREE,
  aws_s3_bucket_versioning: FREE,
  // 14 million invocations a month are free. https://aws.amazon.com/eventbridge/pricing/
  // As other objects.
  aws_s3_object: FREE,
  aws_scheduler_schedule: FREE,
  aws_scheduler_schedule_group: FREE,
  aws_secretsmanager_secret: () => [{ what: "secrets", item: "secretMonth", monthly: 1 }],
  aws_security_group: FREE,
  aws_sesv2_email_identity: () => [{ what: "mails of failures", item: "sesMails" }],
  aws_sfn_state_machine: () => [{ what: "state transitions", item: "transitions" }],
  aws_sns_topic: () => [{ what: "mails of alarms", item: "snsMails" }],
  aws_sns_topic_subscription: FREE,
  aws_sqs_queue: () => [{ what: "queues", item: "sqsRequests" }],
  aws_sqs_queue_policy: FREE,
  // Standard parameters. https://aws.amazon.com/systems-manager/pricing/
  aws_ssm_parameter: FREE,
  aws_subnet: FREE,
  aws_vpc: FREE,
  aws_vpc_endpoint: endpointCharges,
  aws_vpc_security_group_egress_rule: FREE,
  aws_vpc_security_group_ingress_rule: FREE,
};

/** An alarm is charged for each metric that it evaluates. */
function metricsOf({ metric_query: queries }: Resource): number {
  return blocks(queries).filter(({ metric }) => metric !== undefined).length || 1;
}

function streamCharges({ stream_mode_details: mode, shard_count: shards }: Resource): Charge[] {
  if (blocks(mode)[0]?.stream_mode === "ON_DEMAND")
    return [
      { what: "streams on demand", item: "streamHour", monthly: HOURS },
      { what: "streams on demand, written", item: "streamGb" },
    ];
  return [{ what: "shards", item: "shardHour", monthly: HOURS * Number(shards ?? 1) }];
}

/** An interface endpoint is charged for each zone that it is in; a gateway endpoint is free. */
function endpointCharges(it: Resource): Charge[] {
  if (text(it.vpc_endpoint_type) !== "Interface") return [];
  return [
    { what: "interface endpoints", item: "endpointHour", monthly: HOURS * texts(it.subnet_ids).length },
    { what: "interface endpoints, traffic", item: "endpointGb" },
  ];
}

/** A machine with its disk, and the public address that it may have. */
function instanceCharges({
  instance_type: type,
  root_block_device: disks,
  associate_public_ip_address: isPublic,
}: Resource) {
  const charges: Charge[] = [
    { what: `EC2, ${text(type)}`, item: "ec2Hour", monthly: HOURS },
    { what: "EC2, disk", item: "diskGbMonth", monthly: Number(blocks(disks)[0]?.volume_size ?? 0) },
  ];
  return isPublic === true
    ? [...charges, { what: "public addresses", item: "addressHour" as const, monthly: HOURS }]
    : charges;
}
