import { KinesisClient } from "@aws-sdk/client-kinesis";
import { SSMClient } from "@aws-sdk/client-ssm";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { AwsFault, startFakeAws } from "../../ops/fake-aws.ts";

/** Kinesis and SSM over real HTTP, which keep what they are sent. */
export interface StreamRig {
  readonly kinesis: KinesisClient;
  readonly ssm: SSMClient;
  /** Every record that was taken, by stream, in the order of arrival. */
  readonly records: Map<string, string[]>;
  /** The sizes of all requests, in records, also of those that were refused. */
  readonly requests: number[];
  readonly parameters: Map<string, Parameter>;
  /** How Kinesis treats a record. Default: it takes all. */
  treat: (text: string) => Treatment;
  close(): Promise<void>;
}

type Treatment = "take" | "throttle" | "fail";

interface Parameter {
  value: string;
  version: number;
  /** Milliseconds since 1970. */
  movedAt: number;
}

const SETTINGS = {
  region: "us-west-2",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
  maxAttempts: 1,
} as const;

export async function startStreamRig(): Promise<StreamRig> {
  const aws = await startFakeAws();
  const endpoint = { ...SETTINGS, endpoint: aws.endpoint };
  const rig: StreamRig = {
    kinesis: new KinesisClient({ ...endpoint, requestHandler: new NodeHttpHandler() }),
    ssm: new SSMClient(endpoint),
    records: new Map(),
    requests: [],
    parameters: new Map(),
    treat: () => "take",
    close: async () => {
      rig.kinesis.destroy();
      rig.ssm.destroy();
      await aws.close();
    },
  };
  aws.on("PutRecords", ({ input }) => {
    rig.requests.push(input.Records.length);
    const answers = input.Records.map(({ Data }: { Data: string }) => put(rig, input.StreamName, Data));
    return { FailedRecordCount: answers.filter((each: object) => "ErrorCode" in each).length, Records: answers };
  });
  aws.on("GetParameter", ({ input }) => {
    const { value, version, movedAt } = parameter(rig, input.Name);
    return { Parameter: { Name: input.Name, Value: value, Version: version, LastModifiedDate: movedAt / 1000 } };
  });
  aws.on("PutParameter", ({ input }) => {
    const found = parameter(rig, input.Name);
    Object.assign(found, { value: input.Value, version: found.version + 1, movedAt: Date.now() });
    return { Version: found.version };
  });
  return rig;
}

function put(rig: StreamRig, stream: string, data: string): object {
  const text = Buffer.from(data, "base64").toString();
  const treatment = rig.treat(text);
  if (treatment === "throttle")
    return { ErrorCode: "ProvisionedThroughputExceededException", ErrorMessage: `Rate exceeded: ${text}` };
  if (treatment === "fail") return { ErrorCode: "InternalFailure", ErrorMessage: "Internal service failure" };
  const of = rig.records.get(stream) ?? [];
  of.push(text);
  rig.records.set(stream, of);
  return { SequenceNumber: String(of.length), ShardId: "shardId-000000000000" };
}

function parameter(rig: StreamRig, name: string): Parameter {
  const found = rig.parameters.get(name);
  if (found === undefined) throw new AwsFault("ParameterNotFound", "no");
  return found;
}
