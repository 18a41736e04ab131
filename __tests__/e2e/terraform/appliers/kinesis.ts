import {
  CreateStreamCommand,
  IncreaseStreamRetentionPeriodCommand,
  StartStreamEncryptionCommand,
  type StreamMode,
  waitUntilStreamExists,
} from "@aws-sdk/client-kinesis";
import type { Applier } from "../applier.ts";

interface Stream {
  readonly name: string;
  readonly stream_mode_details: { readonly stream_mode: StreamMode };
  readonly shard_count?: number;
  readonly retention_period: number;
  readonly encryption_type: "KMS";
  readonly kms_key_id: string;
}

export const stream: Applier<Stream> = async (args, { aws, account, region }) => {
  const { name: StreamName, shard_count: ShardCount } = args;
  const StreamModeDetails = { StreamMode: args.stream_mode_details.stream_mode };
  await aws.kinesis.send(new CreateStreamCommand({ StreamName, ShardCount, StreamModeDetails }));
  await waitUntilStreamExists({ client: aws.kinesis, minDelay: 1, maxWaitTime: 30 }, { StreamName });
  const RetentionPeriodHours = args.retention_period;
  await aws.kinesis.send(new IncreaseStreamRetentionPeriodCommand({ StreamName, RetentionPeriodHours }));
  const { encryption_type: EncryptionType, kms_key_id: KeyId } = args;
  await aws.kinesis.send(new StartStreamEncryptionCommand({ StreamName, EncryptionType, KeyId }));
  return { id: StreamName, name: StreamName, arn: `arn:aws:kinesis:${region}:${account}:stream/${StreamName}` };
};
