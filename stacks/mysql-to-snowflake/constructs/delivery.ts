import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ServiceRole } from "../../constructs/service-role.ts";
import { bucketArn, resourceName } from "../../names.ts";
import type { Statement } from "../../policy.ts";
import { DELIVERY_ROLE, ERROR_PREFIX, mysqlName, streamBucketName } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";
import type { StreamedTable } from "../tables.ts";
import { addDeliveryStream } from "./delivery-stream.ts";
import type { TableStream } from "./table-stream.ts";
import type { Transformer } from "./transformer.ts";

interface DeliveryProps {
  readonly environment: MysqlToSnowflake;
  readonly streams: readonly { readonly table: StreamedTable; readonly stream: Pick<TableStream, "streamArn"> }[];
  readonly transformer: Pick<Transformer, "functionArn" | "versionArn">;
  /** Reference to the bucket. */
  readonly bucket: string;
  readonly keyArn: string;
}

/** Names and counts only. */
const LOG_DAYS = 90;

/** Firehose: a delivery stream for each table, with one role and one log. A role for each would often have too long a name. */
export class Delivery extends Construct {
  /** For `dependsOn`: what sends a column waits for the mask that lists it. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    const { environment, streams, transformer, bucket, keyArn } = props;
    const log = new CloudwatchLogGroup(this, "log", {
      name: mysqlName(environment, "delivery"),
      retentionInDays: LOG_DAYS,
    });
    const role = new ServiceRole(this, "role", {
      name: resourceName(environment, DELIVERY_ROLE),
      service: "firehose.amazonaws.com",
      allow: rights(props, `${log.arn}:*`),
    });
    this.ready = streams.map(({ table, stream }) =>
      addDeliveryStream(this, {
        ...{ environment, table, streamArn: stream.streamArn, bucket, keyArn, role },
        transformerArn: transformer.versionArn,
        logName: log.name,
      }),
    );
  }
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3; without the right to read objects, which it does not need. */
function rights({ environment, streams, transformer, keyArn }: DeliveryProps, logStreams: string): Right[] {
  const bucket = bucketArn(streamBucketName(environment));
  return [
    {
      Sid: "Read",
      Action: ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
      Resource: streams.map(({ stream }) => stream.streamArn),
    },
    {
      Sid: "Transform",
      Action: ["lambda:GetFunctionConfiguration", "lambda:InvokeFunction"],
      // Every version: during a deploy, Firehose still invokes the one before, and stores what it could not transform.
      Resource: [`${transformer.functionArn}:*`],
    },
    {
      Sid: "Write",
      Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
      Resource: [`${bucket}/data/*`, `${bucket}/${ERROR_PREFIX}*`],
    },
    {
      Sid: "Bucket",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: [bucket],
    },
    // Decrypt is for the streams, and for uploads in parts.
    { Sid: "Key", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [keyArn] },
    { Sid: "Log", Action: ["logs:PutLogEvents"], Resource: [logStreams] },
  ];
}

type Right = Omit<Statement, "Effect" | "Principal">;
