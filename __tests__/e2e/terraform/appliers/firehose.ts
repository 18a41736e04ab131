import {
  type CompressionFormat,
  CreateDeliveryStreamCommand,
  type ProcessorParameterName,
  type ProcessorType,
  type S3BackupMode,
} from "@aws-sdk/client-firehose";
import type { Applier } from "../applier.ts";

interface DeliveryStream {
  readonly name: string;
  readonly destination: "extended_s3";
  readonly kinesis_source_configuration: { readonly kinesis_stream_arn: string; readonly role_arn: string };
  readonly extended_s3_configuration: {
    readonly role_arn: string;
    readonly bucket_arn: string;
    readonly prefix: string;
    readonly error_output_prefix: string;
    readonly buffering_size: number;
    readonly buffering_interval: number;
    readonly compression_format: CompressionFormat;
    readonly file_extension: string;
    readonly kms_key_arn: string;
    readonly s3_backup_mode: S3BackupMode;
    readonly processing_configuration: { readonly enabled: boolean; readonly processors: readonly Processor[] };
    readonly cloudwatch_logging_options: {
      readonly enabled: boolean;
      readonly log_group_name: string;
      readonly log_stream_name: string;
    };
  };
}

interface Processor {
  readonly type: ProcessorType;
  readonly parameters: readonly { readonly parameter_name: ProcessorParameterName; readonly parameter_value: string }[];
}

/** Its wiring only: what the transformer refuses, the emulator writes under the data prefix. `local/stream/` has a double that does as AWS does. */
export const deliveryStream: Applier<DeliveryStream> = async (args, { aws }) => {
  if (args.destination !== "extended_s3") throw new Error(`${args.name} does not deliver to S3`);
  const source = args.kinesis_source_configuration;
  const s3 = args.extended_s3_configuration;
  const { DeliveryStreamARN = "" } = await aws.firehose.send(
    new CreateDeliveryStreamCommand({
      DeliveryStreamName: args.name,
      DeliveryStreamType: "KinesisStreamAsSource",
      KinesisStreamSourceConfiguration: { KinesisStreamARN: source.kinesis_stream_arn, RoleARN: source.role_arn },
      ExtendedS3DestinationConfiguration: {
        RoleARN: s3.role_arn,
        BucketARN: s3.bucket_arn,
        Prefix: s3.prefix,
        ErrorOutputPrefix: s3.error_output_prefix,
        BufferingHints: { SizeInMBs: s3.buffering_size, IntervalInSeconds: s3.buffering_interval },
        CompressionFormat: s3.compression_format,
        FileExtension: s3.file_extension,
        EncryptionConfiguration: { KMSEncryptionConfig: { AWSKMSKeyARN: s3.kms_key_arn } },
        S3BackupMode: s3.s3_backup_mode,
        ProcessingConfiguration: {
          Enabled: s3.processing_configuration.enabled,
          Processors: s3.processing_configuration.processors.map(({ type, parameters }) => ({
            Type: type,
            Parameters: parameters.map((each) => ({
              ParameterName: each.parameter_name,
              ParameterValue: each.parameter_value,
            })),
          })),
        },
        CloudWatchLoggingOptions: {
          Enabled: s3.cloudwatch_logging_options.enabled,
          LogGroupName: s3.cloudwatch_logging_options.log_group_name,
          LogStreamName: s3.cloudwatch_logging_options.log_stream_name,
        },
      },
    }),
  );
  return { id: DeliveryStreamARN, name: args.name, arn: DeliveryStreamARN };
};
