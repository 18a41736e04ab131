/**
 * Arguments that AWS can't change in place: Terraform destroys the resource and creates another. The bindings don't contain
 * these, so they are copied from the real provider (`ForceNew`), for types with data and for names. All other arguments count as
 * updated in place: only a plan with the real provider is certain.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs
 */
export const REPLACED_BY: { readonly [type: string]: readonly string[] } = {
  // Not `kms_key_id`, which is associated with the existing group: `internal/service/logs/group.go`
  aws_cloudwatch_log_group: ["name", "log_group_class"],
  aws_cloudwatch_log_subscription_filter: ["destination_arn", "log_group_name", "name"],
  aws_dms_replication_instance: [
    "kms_key_arn",
    "publicly_accessible",
    "replication_instance_id",
    "replication_subnet_group_id",
  ],
  // Not the instance: DMS moves the task.
  aws_dms_replication_task: ["replication_task_id", "source_endpoint_arn", "target_endpoint_arn"],
  aws_dms_endpoint: ["endpoint_id", "kms_key_arn"],
  aws_dms_s3_endpoint: ["endpoint_id", "kms_key_arn"],
  aws_iam_role: ["name"],
  aws_kms_alias: ["name"],
  aws_kms_key: ["customer_master_key_spec", "key_usage", "multi_region"],
  aws_kinesis_firehose_delivery_stream: ["name", "destination", "kinesis_source_configuration"],
  aws_kinesis_stream: ["name"],
  aws_lambda_function: ["function_name"],
  aws_s3_bucket: ["bucket", "object_lock_enabled"],
  aws_s3_bucket_lifecycle_configuration: ["bucket"],
  aws_s3_bucket_notification: ["bucket"],
  aws_s3_bucket_ownership_controls: ["bucket"],
  aws_s3_bucket_policy: ["bucket"],
  aws_s3_bucket_public_access_block: ["bucket"],
  aws_s3_bucket_server_side_encryption_configuration: ["bucket"],
  aws_scheduler_schedule: ["name", "group_name"],
  aws_scheduler_schedule_group: ["name"],
  aws_sns_topic: ["name", "fifo_topic"],
  aws_ssm_parameter: ["name"],
  aws_sqs_queue: ["name", "fifo_queue"],
  aws_dynamodb_table: ["name", "hash_key"],
  aws_lambda_event_source_mapping: ["event_source_arn"],
  aws_sesv2_email_identity: ["email_identity"],
  aws_sqs_queue_policy: ["queue_url"],
  aws_eip: ["domain"],
  aws_flow_log: ["iam_role_arn", "log_destination", "max_aggregation_interval", "traffic_type", "vpc_id"],
  aws_nat_gateway: ["allocation_id", "subnet_id"],
  aws_route: ["destination_cidr_block", "route_table_id"],
  aws_route_table: ["vpc_id"],
  // Not the route table, which is replaced in place.
  aws_route_table_association: ["subnet_id"],
  aws_security_group: ["description", "name", "vpc_id"],
  aws_subnet: ["availability_zone_id", "cidr_block", "vpc_id"],
  aws_vpc: ["cidr_block"],
  aws_vpc_endpoint: ["service_name", "vpc_endpoint_type", "vpc_id"],
  aws_vpc_security_group_egress_rule: ["security_group_id"],
  aws_vpc_security_group_ingress_rule: ["security_group_id"],
};
