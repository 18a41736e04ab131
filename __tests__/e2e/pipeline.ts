import { gunzipSync } from "node:zlib";
import { paginateFilterLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { GetObjectCommand, paginateListObjectsV2 } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import { Upload } from "@aws-sdk/lib-storage";
import type { Aws, Connect } from "./aws.ts";
import type { Applied } from "./terraform/apply.ts";
import { until } from "./until.ts";

export const CLEAN_BUCKET = "legion-clean-analytics";

/** The input and output of one stack's pipeline. */
export interface Pipeline {
  readonly aws: Aws;
  /** Clients in the CLEAN bucket's region. */
  readonly cleanSide: Aws;
  readonly rawBucket: string;
  readonly functionName: string;
  /** Puts a RAW object like DMS, a large one in parts. */
  put(key: string, body: Buffer | string): Promise<void>;
  /** Waits for this number of CLEAN objects with the prefix, and returns them. */
  clean(prefix: string, count?: number): Promise<readonly CleanObject[]>;
  /** Waits for this number of log lines of the kind about a RAW key, and returns them. */
  log(message: "cleaned" | "skipped" | "failed", rawKey: string, count?: number): Promise<readonly LogLine[]>;
  /** The text of the message in the failure queue that names a RAW key; it stays there. */
  failure(rawKey: string): Promise<string>;
}

interface CleanObject {
  readonly key: string;
  readonly etag: string | undefined;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly encryption: string | undefined;
  readonly metadata: Readonly<Record<string, string>> | undefined;
  readonly text: string;
}

type LogLine = Readonly<Record<string, unknown>>;

export function pipelineOf({ account, region, outputs }: Applied, connect: Connect): Pipeline {
  const aws = connect(account, region);
  const cleanSide = connect(account, "us-east-1");
  const output = (name: string): string => outputs[name] ?? raise(`The stack has no output ${name}`);
  const rawBucket = output("raw_bucket");
  const functionName = output("cleaner_function");
  return {
    aws,
    cleanSide,
    rawBucket,
    functionName,
    put: async (Key, Body) => {
      await new Upload({ client: aws.s3, params: { Bucket: rawBucket, Key, Body } }).done();
    },
    clean: async (prefix, count = 1) => {
      const keys = await until(`${count} CLEAN objects under ${prefix}`, () =>
        atLeast(count, () => keysUnder(cleanSide.s3, prefix)),
      );
      return Promise.all(keys.map((key) => read(cleanSide.s3, key)));
    },
    log: (message, rawKey, count = 1) =>
      until(`${count} of "${message}" in the log about ${rawKey}`, () =>
        atLeast(count, async () => {
          await flushLog(aws.lambda, functionName);
          const lines = await linesOf(aws.logs, `/aws/lambda/${functionName}`);
          return lines.filter((line) => line.message === message && [line.rawKey, line.key].includes(rawKey));
        }),
      ),
    failure: (rawKey) =>
      until(`a message in the failure queue about ${rawKey}`, () =>
        findMessage(aws.sqs, output("failure_queue_url"), rawKey),
      ),
  };
}

async function atLeast<T>(count: number, look: () => Promise<readonly T[]>): Promise<readonly T[] | undefined> {
  const found = await look();
  return found.length >= count ? found : undefined;
}

async function keysUnder(client: Aws["s3"], Prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: CLEAN_BUCKET, Prefix }))
    keys.push(...Contents.map(({ Key = "" }) => Key));
  return keys;
}

async function read(client: Aws["s3"], key: string): Promise<CleanObject> {
  const object = await client.send(new GetObjectCommand({ Bucket: CLEAN_BUCKET, Key: key }));
  return {
    key,
    etag: object.ETag,
    contentType: object.ContentType,
    contentEncoding: object.ContentEncoding,
    encryption: object.ServerSideEncryption,
    metadata: object.Metadata,
    text: gunzipSync((await object.Body?.transformToByteArray()) ?? "").toString(),
  };
}

/**
 * If a process of the function writes late, as on a busy machine, the emulator logs the output with that process's next event. So
 * each process that may have been running gets another event, for which it logs nothing.
 */
async function flushLog(client: Aws["lambda"], FunctionName: string): Promise<void> {
  const Payload = JSON.stringify({ Event: "s3:TestEvent" });
  const invoke = () => client.send(new InvokeCommand({ FunctionName, Payload }));
  await Promise.all([invoke(), invoke(), invoke()]);
}

/** The JSON lines; the runtime adds others. */
async function linesOf(client: Aws["logs"], logGroupName: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName }))
    for (const { message = "" } of events) if (message.startsWith("{")) lines.push(JSON.parse(message) as LogLine);
  return lines;
}

async function findMessage(client: Aws["sqs"], QueueUrl: string, rawKey: string): Promise<string | undefined> {
  const request = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 };
  const { Messages = [] } = await client.send(new ReceiveMessageCommand(request));
  return Messages.find(({ Body = "" }) => Body.includes(`"key": "${rawKey}"`))?.Body;
}

function raise(message: string): never {
  throw new Error(message);
}
