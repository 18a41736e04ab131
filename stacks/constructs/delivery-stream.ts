import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream/index.js";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { bucketArn } from "../names.ts";
import type { ServiceRole } from "./service-role.ts";

/** What is delivered of one table. */
export interface DeliveredStream {
  /** Of the construct. */
  readonly id: string;
  /** Of the delivery stream. */
  readonly name: string;
  readonly streamArn: string;
  /** Folder of the table's files, which ends with `/`: the date's folders follow. */
  readonly folder: string;
  /** Folder of what the transformer refused, as it came; the kind of failure follows. */
  readonly errorFolder: string;
}

interface DeliveryStreamProps extends DeliveredStream {
  readonly transformerArn: string;
  /** The bucket's name, as a reference if this stack makes the bucket. */
  readonly bucket: string;
  readonly keyArn: string;
  readonly role: ServiceRole;
  /** Of the log that all delivery streams share. */
  readonly logName: string;
}

/** By the day on which a record arrived, in UTC. https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
const DAY_FOLDERS = "year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/";

/** Adds the delivery stream of a table: stream -> transformer -> files. Not by columns of the rows: such partitions can't be changed later. */
export function addDeliveryStream(scope: Construct, props: DeliveryStreamProps): ITerraformDependable {
  const { id, name, streamArn, role, logName } = props;
  const within = new Construct(scope, id);
  const log = new CloudwatchLogStream(within, "log", { name, logGroupName: logName });
  return new KinesisFirehoseDeliveryStream(within, "delivery", {
    name,
    destination: "extended_s3",
    kinesisSourceConfiguration: { kinesisStreamArn: streamArn, roleArn: role.arn },
    extendedS3Configuration: {
      roleArn: role.arn,
      ...files(props),
      processingConfiguration: { enabled: true, processors: [transformer(props.transformerArn)] },
      cloudwatchLoggingOptions: { enabled: true, logGroupName: logName, logStreamName: log.name },
    },
    dependsOn: [role.granted],
  });
}

function files({ folder, errorFolder, bucket, keyArn }: DeliveryStreamProps) {
  return {
    bucketArn: bucketArn(bucket),
    prefix: `${folder}${DAY_FOLDERS}`,
    errorOutputPrefix: `${errorFolder}!{firehose:error-output-type}/`,
    // MB and seconds, whichever comes first: the largest files that Firehose writes, and five minutes.
    bufferingSize: 128,
    bufferingInterval: 300,
    compressionFormat: "GZIP",
    fileExtension: ".json.gz",
    kmsKeyArn: keyArn,
    s3BackupMode: "Disabled",
  };
}

/**
 * Three retries, then the batch is stored under the error prefix; batches of 1 MB, whose answers have room in Lambda's 6. These are AWS's
 * own defaults, which the provider forgets: with them, every plan would change the delivery stream.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/kinesis_firehose_delivery_stream
 */
function transformer(arn: string) {
  return { type: "Lambda", parameters: [{ parameterName: "LambdaArn", parameterValue: arn }] };
}
