import { byDefault, computed, echoed, type ReadBacks } from "../read-back.ts";

const DELIVERY_GO = "internal/service/firehose/delivery_stream.go";
const STREAM_GO = "internal/service/kinesis/stream.go";
const PARAMETER_GO = "internal/service/ssm/parameter.go";
const S3_CONFIG = "extended_s3_configuration";
const PROCESSING = `${S3_CONFIG}.processing_configuration`;

export const STREAMS: ReadBacks = {
  aws_cloudwatch_log_stream: echoed("internal/service/logs/stream.go", "log_group_name", "name"),
  aws_kinesis_firehose_delivery_stream: {
    ...echoed(DELIVERY_GO, "name", "destination"),
    ...echoed(DELIVERY_GO, "kinesis_source_configuration.kinesis_stream_arn", "kinesis_source_configuration.role_arn"),
    ...echoed(
      DELIVERY_GO,
      ...under(S3_CONFIG, "role_arn", "bucket_arn", "prefix", "error_output_prefix", "kms_key_arn"),
    ),
    ...byDefault(DELIVERY_GO, {
      [`${S3_CONFIG}.buffering_size`]: 5,
      [`${S3_CONFIG}.buffering_interval`]: 300,
      [`${S3_CONFIG}.compression_format`]: "UNCOMPRESSED",
      [`${S3_CONFIG}.s3_backup_mode`]: "Disabled",
      [`${S3_CONFIG}.custom_time_zone`]: "UTC",
    }),
    ...echoed(DELIVERY_GO, ...under(S3_CONFIG, "file_extension")),
    ...echoed(DELIVERY_GO, ...under(PROCESSING, "enabled", "processors.type")),
    // Those with AWS's defaults are forgotten, so a test of the stack holds that there is no other than this.
    ...echoed(DELIVERY_GO, ...under(`${PROCESSING}.processors.parameters`, "parameter_name", "parameter_value")),
    ...echoed(
      DELIVERY_GO,
      ...under(`${S3_CONFIG}.cloudwatch_logging_options`, "enabled", "log_group_name", "log_stream_name"),
    ),
    ...computed(DELIVERY_GO, "arn", "destination_id", "version_id"),
  },
  aws_kinesis_stream: {
    ...echoed(STREAM_GO, "name", "kms_key_id", "stream_mode_details.stream_mode"),
    ...byDefault(STREAM_GO, { encryption_type: "NONE", retention_period: 24 }),
    // On demand, AWS has its own number of them, and the provider keeps none.
    ...echoed(STREAM_GO, "shard_count"),
    ...computed(STREAM_GO, "arn"),
    ...computed(STREAM_GO, "max_record_size_in_kib"),
  },
  aws_s3_bucket_metric: echoed("internal/service/s3/bucket_metric.go", "bucket", "name", "filter.prefix"),
  aws_scheduler_schedule_group: computed("internal/service/scheduler/schedule_group.go", "name", "name_prefix"),
  aws_ssm_parameter: {
    ...echoed(PARAMETER_GO, "name", "type", "description"),
    ...computed(PARAMETER_GO, "value", "insecure_value", "arn", "data_type", "key_id", "tier"),
  },
};

function under(path: string, ...names: readonly string[]): string[] {
  return names.map((name) => `${path}.${name}`);
}
