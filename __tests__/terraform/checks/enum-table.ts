import { ComparisonOperator, Statistic } from "@aws-sdk/client-cloudwatch";
import {
  AuthMechanismValue,
  AuthTypeValue,
  CompressionTypeValue,
  DataFormatValue,
  DatePartitionDelimiterValue,
  DatePartitionSequenceValue,
  DmsSslModeValue,
  EncodingTypeValue,
  EncryptionModeValue,
  MigrationTypeValue,
  NestingLevelValue,
  ParquetVersionValue,
  ReplicationEndpointTypeValue,
} from "@aws-sdk/client-database-migration-service";
import { BillingMode, ScalarAttributeType } from "@aws-sdk/client-dynamodb";
import { Architecture, FunctionResponseType, Runtime } from "@aws-sdk/client-lambda";
import {
  EncryptionType,
  Event,
  ExpirationStatus,
  ObjectOwnership,
  ServerSideEncryption,
  TransitionStorageClass,
} from "@aws-sdk/client-s3";

const { keys, values } = Object;

/**
 * The arguments whose values are a closed set, by type and path, with the SDK's enums. Values that only AWS's or Terraform's
 * documentation lists are copied from there.
 */
export const ENUMS: Readonly<Record<string, readonly string[]>> = {
  // https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html and similar pages
  "aws_batch_compute_environment.compute_resources.type": ["EC2", "SPOT", "FARGATE", "FARGATE_SPOT"],
  "aws_batch_compute_environment.type": ["MANAGED", "UNMANAGED"],
  "aws_batch_job_definition.platform_capabilities": ["EC2", "FARGATE"],
  "aws_batch_job_definition.retry_strategy.evaluate_on_exit.action": ["RETRY", "EXIT"],
  "aws_batch_job_definition.type": ["container", "multinode"],
  "aws_batch_job_queue.state": ["ENABLED", "DISABLED"],
  // https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Notification.html and similar pages
  "aws_budgets_budget.budget_type": ["USAGE", "COST", "RI_UTILIZATION", "RI_COVERAGE", "SAVINGS_PLANS_UTILIZATION"],
  "aws_budgets_budget.limit_unit": ["USD"],
  "aws_budgets_budget.notification.comparison_operator": ["GREATER_THAN", "LESS_THAN", "EQUAL_TO"],
  "aws_budgets_budget.notification.notification_type": ["ACTUAL", "FORECASTED"],
  "aws_budgets_budget.notification.threshold_type": ["PERCENTAGE", "ABSOLUTE_VALUE"],
  "aws_budgets_budget.time_unit": ["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY", "CUSTOM"],
  "aws_cloudwatch_metric_alarm.comparison_operator": values(ComparisonOperator),
  "aws_cloudwatch_metric_alarm.metric_query.metric.stat": values(Statistic),
  "aws_cloudwatch_metric_alarm.statistic": values(Statistic),
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  "aws_cloudwatch_metric_alarm.treat_missing_data": ["breaching", "notBreaching", "ignore", "missing"],
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html; this project uses only these.
  "aws_db_instance.enabled_cloudwatch_logs_exports": ["postgresql", "upgrade"],
  "aws_db_instance.engine": ["postgres"],
  "aws_db_instance.storage_type": ["standard", "gp2", "gp3", "io1", "io2"],
  "aws_db_parameter_group.family": ["postgres16", "postgres17", "postgres18"],
  "aws_dms_endpoint.endpoint_type": values(ReplicationEndpointTypeValue),
  // DMS supports more sources; this project reads only these.
  "aws_dms_endpoint.engine_name": ["mongodb", "mysql", "postgres"],
  "aws_dms_endpoint.mongodb_settings.auth_mechanism": values(AuthMechanismValue),
  "aws_dms_endpoint.mongodb_settings.auth_type": values(AuthTypeValue),
  "aws_dms_endpoint.mongodb_settings.nesting_level": values(NestingLevelValue),
  "aws_dms_endpoint.ssl_mode": values(DmsSslModeValue),
  "aws_dms_replication_task.migration_type": values(MigrationTypeValue),
  // Terraform uses the names of the SDK's members for these two: GZIP, SSE_KMS.
  "aws_dms_s3_endpoint.compression_type": keys(CompressionTypeValue),
  "aws_dms_s3_endpoint.encryption_mode": keys(EncryptionModeValue),
  "aws_dms_s3_endpoint.data_format": values(DataFormatValue),
  "aws_dms_s3_endpoint.date_partition_delimiter": values(DatePartitionDelimiterValue),
  // The provider converts it to lower case.
  "aws_dms_s3_endpoint.date_partition_sequence": values(DatePartitionSequenceValue).map((each) => each.toLowerCase()),
  "aws_dms_s3_endpoint.encoding_type": values(EncodingTypeValue),
  "aws_dms_s3_endpoint.parquet_version": values(ParquetVersionValue),
  "aws_dms_s3_endpoint.endpoint_type": values(ReplicationEndpointTypeValue),
  // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html
  "aws_cloudtrail.advanced_event_selector.field_selector.field": [
    ...["readOnly", "eventSource", "eventName", "eventCategory", "resources.type", "resources.ARN"],
  ],
  "aws_cloudtrail.advanced_event_selector.field_selector.equals": ["Data", "Management", "AWS::S3::Object"],
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
  "aws_ecr_repository.encryption_configuration.encryption_type": ["AES256", "KMS", "KMS_DSSE"],
  "aws_ecr_repository.image_tag_mutability": ["MUTABLE", "IMMUTABLE"],
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AllocateAddress.html and similar pages
  "aws_eip.domain": ["vpc", "standard"],
  "aws_flow_log.log_destination_type": ["cloud-watch-logs", "s3", "kinesis-data-firehose"],
  "aws_flow_log.traffic_type": ["ACCEPT", "REJECT", "ALL"],
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_ExtendedS3DestinationConfiguration.html
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html and similar pages
  // https://docs.aws.amazon.com/glue/latest/webapi/API_CreateCrawler.html and similar pages
  // Of Hive's, those of text files.
  "aws_glue_catalog_table.partition_keys.type": ["int", "string"],
  "aws_glue_catalog_table.storage_descriptor.columns.type": ["string"],
  "aws_glue_catalog_table.storage_descriptor.input_format": ["org.apache.hadoop.mapred.TextInputFormat"],
  "aws_glue_catalog_table.storage_descriptor.output_format": [
    "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
  ],
  "aws_glue_catalog_table.storage_descriptor.ser_de_info.serialization_library": [
    "org.apache.hadoop.hive.serde2.OpenCSVSerde",
  ],
  "aws_glue_catalog_table.table_type": ["EXTERNAL_TABLE", "VIRTUAL_VIEW"],
  "aws_glue_classifier.csv_classifier.contains_header": ["UNKNOWN", "PRESENT", "ABSENT"],
  "aws_glue_crawler.recrawl_policy.recrawl_behavior": [
    "CRAWL_EVERYTHING",
    "CRAWL_NEW_FOLDERS_ONLY",
    "CRAWL_EVENT_MODE",
  ],
  "aws_glue_crawler.schema_change_policy.delete_behavior": ["LOG", "DELETE_FROM_DATABASE", "DEPRECATE_IN_DATABASE"],
  "aws_glue_crawler.schema_change_policy.update_behavior": ["LOG", "UPDATE_IN_DATABASE"],
  "aws_instance.metadata_options.http_endpoint": ["enabled", "disabled"],
  "aws_instance.metadata_options.http_tokens": ["optional", "required"],
  "aws_instance.root_block_device.volume_type": ["standard", "gp2", "gp3", "io1", "io2", "sc1", "st1"],
  "aws_kinesis_firehose_delivery_stream.destination": ["extended_s3"],
  "aws_dynamodb_table.attribute.type": values(ScalarAttributeType),
  "aws_dynamodb_table.billing_mode": values(BillingMode),
  "aws_kinesis_firehose_delivery_stream.extended_s3_configuration.compression_format": [
    ...["UNCOMPRESSED", "GZIP", "ZIP", "Snappy", "HADOOP_SNAPPY"],
  ],
  // Free, but for its first character and its length.
  "aws_kinesis_firehose_delivery_stream.extended_s3_configuration.file_extension": [".json.gz"],
  "aws_kinesis_firehose_delivery_stream.extended_s3_configuration.processing_configuration.processors.type": [
    ...["RecordDeAggregation", "Decompression", "CloudWatchLogProcessing", "Lambda", "MetadataExtraction"],
    "AppendDelimiterToRecord",
  ],
  "aws_kinesis_firehose_delivery_stream.extended_s3_configuration.s3_backup_mode": ["Disabled", "Enabled"],
  // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamDescriptionSummary.html
  "aws_kinesis_stream.encryption_type": ["NONE", "KMS"],
  "aws_kinesis_stream.stream_mode_details.stream_mode": ["PROVISIONED", "ON_DEMAND"],
  "aws_lambda_event_source_mapping.function_response_types": values(FunctionResponseType),
  "aws_lambda_function.architectures": values(Architecture),
  "aws_lambda_function.runtime": values(Runtime),
  // https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html and similar pages
  "aws_redshift_cluster.cluster_type": ["single-node", "multi-node"],
  // https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html
  "aws_redshift_cluster.node_type": ["ra3.large", "ra3.xlplus", "ra3.4xlarge", "ra3.16xlarge"],
  "aws_redshift_logging.log_destination_type": ["s3", "cloudwatch"],
  "aws_redshift_logging.log_exports": ["connectionlog", "useractivitylog", "userlog"],
  "aws_redshift_parameter_group.family": ["redshift-1.0", "redshift-2.0"],
  "aws_redshift_usage_limit.breach_action": ["log", "emit-metric", "disable"],
  "aws_redshift_usage_limit.feature_type": ["spectrum", "concurrency-scaling", "cross-region-datasharing"],
  "aws_redshift_usage_limit.limit_type": ["time", "data-scanned"],
  "aws_redshift_usage_limit.period": ["daily", "weekly", "monthly"],
  // https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateUsageLimit.html and similar pages
  "aws_redshiftserverless_namespace.log_exports": ["useractivitylog", "userlog", "connectionlog"],
  "aws_redshiftserverless_usage_limit.breach_action": ["log", "emit-metric", "deactivate"],
  "aws_redshiftserverless_usage_limit.period": ["daily", "weekly", "monthly"],
  "aws_redshiftserverless_usage_limit.usage_type": ["serverless-compute", "cross-region-datasharing"],
  "aws_s3_bucket_lifecycle_configuration.rule.status": values(ExpirationStatus),
  "aws_s3_bucket_lifecycle_configuration.rule.transition.storage_class": values(TransitionStorageClass),
  "aws_s3_bucket_notification.lambda_function.events": values(Event),
  "aws_s3_bucket_notification.queue.events": values(Event),
  "aws_s3_bucket_ownership_controls.rule.object_ownership": values(ObjectOwnership),
  "aws_s3_bucket_server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm":
    values(ServerSideEncryption),
  "aws_s3_bucket_server_side_encryption_configuration.rule.blocked_encryption_types": values(EncryptionType),
  "aws_s3_object.server_side_encryption": values(ServerSideEncryption),
  "aws_s3_bucket_versioning.versioning_configuration.status": ["Enabled", "Suspended", "Disabled"],
  // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_FlexibleTimeWindow.html
  "aws_scheduler_schedule.flexible_time_window.mode": ["OFF", "FLEXIBLE"],
  // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
  "aws_scheduler_schedule.state": ["ENABLED", "DISABLED"],
  // https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
  "aws_sns_topic_subscription.filter_policy_scope": ["MessageAttributes", "MessageBody"],
  // https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
  "aws_sns_topic_subscription.protocol": [
    "http",
    "https",
    "email",
    "email-json",
    "sms",
    "sqs",
    "application",
    "lambda",
    "firehose",
  ],
  // https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
  "aws_ssm_parameter.type": ["String", "StringList", "SecureString"],
  "aws_vpc_endpoint.vpc_endpoint_type": ["Interface", "Gateway", "GatewayLoadBalancer", "Resource", "ServiceNetwork"],
  "aws_vpc_security_group_egress_rule.ip_protocol": ["tcp", "udp", "icmp", "icmpv6", "-1"],
  "aws_vpc_security_group_ingress_rule.ip_protocol": ["tcp", "udp", "icmp", "icmpv6", "-1"],
};
