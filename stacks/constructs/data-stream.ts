import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream/index.js";
import type { Construct } from "constructs";
import type { StreamCapacity } from "../stream-capacity.ts";

interface DataStreamProps {
  readonly name: string;
  readonly capacity: StreamCapacity;
  /** Hours that it keeps records, 24 to 8760. */
  readonly hours: number;
  readonly keyArn: string;
}

/** Adds the stream of a table's records. */
export function addDataStream(
  scope: Construct,
  id: string,
  { name, capacity, hours, keyArn }: DataStreamProps,
): KinesisStream {
  return new KinesisStream(scope, id, {
    name,
    ...(capacity === "on-demand"
      ? { streamModeDetails: { streamMode: "ON_DEMAND" } }
      : { streamModeDetails: { streamMode: "PROVISIONED" }, shardCount: capacity.shards }),
    retentionPeriod: hours,
    encryptionType: "KMS",
    kmsKeyId: keyArn,
  });
}
