import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { bucketArn } from "../names.ts";
import type { Statement } from "../policy.ts";
import { addDeliveryStream, type DeliveredStream } from "./delivery-stream.ts";
import { ServiceRole } from "./service-role.ts";
import type { Transformer } from "./transformer.ts";

interface DeliveryProps {
  /** Of the log. */
  readonly name: string;
  /** The bucket's policy also names the role. */
  readonly roleName: string;
  readonly bucketName: string;
  /** The bucket's name, as a reference if this stack makes the bucket: so that it exists before. */
  readonly bucket: string;
  /** Key of the objects. */
  readonly keyArn: string;
  /** Keys that encrypt the streams. Default that of the objects. */
  readonly streamKeyArn?: string;
  /** The folders that Firehose writes to, each ending with `/`: of rows, and of what the transformer refused. */
  readonly folders: { readonly data: string; readonly errors: string };
  readonly streams: readonly DeliveredStream[];
  readonly transformer: Pick<Transformer, "functionArn" | "versionArn">;
}

/** Names and counts only. */
const LOG_DAYS = 90;

/** Firehose: a delivery stream for each table, with one role and one log. A role for each would often have too long a name. */
export class Delivery extends Construct {
  /** For `dependsOn`: what sends a column waits for the mask that lists it. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: DeliveryProps) {
    super(scope, id);
    const { bucket, keyArn } = props;
    const log = new CloudwatchLogGroup(this, "log", { name: props.name, retentionInDays: LOG_DAYS });
    const role = new ServiceRole(this, "role", {
      name: props.roleName,
      service: "firehose.amazonaws.com",
      allow: rights(props, `${log.arn}:*`),
    });
    const common = { bucket, keyArn, role, transformerArn: props.transformer.versionArn, logName: log.name };
    this.ready = props.streams.map((stream) => addDeliveryStream(this, { ...stream, ...common }));
  }
}

/** https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html#using-iam-s3; without the right to read objects, which it does not need. */
function rights(props: DeliveryProps, logStreams: string): Right[] {
  const { streams, transformer, keyArn, streamKeyArn = keyArn, folders } = props;
  const bucket = bucketArn(props.bucketName);
  return [
    {
      Sid: "Read",
      Action: ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
      Resource: streams.map(({ streamArn }) => streamArn),
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
      Resource: [`${bucket}/${folders.data}*`, `${bucket}/${folders.errors}*`],
    },
    {
      Sid: "Bucket",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: [bucket],
    },
    // Decrypt is for the streams, and for uploads in parts.
    { Sid: "Key", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: [...new Set([keyArn, streamKeyArn])] },
    { Sid: "Log", Action: ["logs:PutLogEvents"], Resource: [logStreams] },
  ];
}

type Right = Omit<Statement, "Effect" | "Principal">;
