import { json } from "node:stream/consumers";
import { NO_WATERMARK } from "../../functions/producer/environment.ts";
import { serveLoopback } from "../loopback-server.ts";
import type { StreamRecord } from "../stream/firehose-batches.ts";

/** Kinesis, the parameters and the secret of a producer, on a loopback port. */
export interface ProducerAws {
  readonly endpoint: string;
  /** The records of a stream that nobody has taken yet. */
  take(stream: string): readonly StreamRecord[];
  /** Called after Kinesis has taken a request, before the producer hears of it. */
  onPut: (stream: string) => void;
  close(): Promise<void>;
}

interface Request {
  readonly StreamName: string;
  readonly Records: readonly { readonly Data: string }[];
  readonly Name: string;
  readonly Value: string;
}

export async function startProducerAws(login: object): Promise<ProducerAws> {
  const streams = new Map<string, StreamRecord[]>();
  const parameters = new Map<string, { readonly value: string; readonly version: number }>();
  const parameter = (name: string) => parameters.get(name) ?? { value: NO_WATERMARK, version: 1 };
  const answers: Readonly<Record<string, (request: Request) => object>> = {
    "Kinesis_20131202.PutRecords": ({ StreamName, Records }) => {
      const records = streams.get(StreamName) ?? [];
      records.push(...Records.map(({ Data }) => ({ data: Buffer.from(Data, "base64") })));
      streams.set(StreamName, records);
      aws.onPut(StreamName);
      return { FailedRecordCount: 0, Records: Records.map(() => ({ SequenceNumber: "1", ShardId: "shardId-0" })) };
    },
    "AmazonSSM.GetParameter": ({ Name }) => {
      const { value, version } = parameter(Name);
      return { Parameter: { Name, Value: value, Version: version, LastModifiedDate: Date.now() / 1000 } };
    },
    "AmazonSSM.PutParameter": ({ Name, Value }) => {
      const version = parameter(Name).version + 1;
      parameters.set(Name, { value: Value, version });
      return { Version: version };
    },
    "secretsmanager.GetSecretValue": () => ({ SecretString: JSON.stringify(login) }),
  };
  const http = await serveLoopback(async (request, response) => {
    const answer = answers[String(request.headers["x-amz-target"])];
    const body = (await json(request)) as Request;
    response.writeHead(answer === undefined ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(answer?.(body) ?? { __type: "UnknownOperationException" }));
  });
  const aws: ProducerAws = {
    endpoint: http.url,
    take: (stream) => streams.get(stream)?.splice(0) ?? [],
    onPut: () => undefined,
    close: http.close,
  };
  return aws;
}
