import { Agent } from "node:https";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { FirehoseClient } from "@aws-sdk/client-firehose";
import { IAMClient } from "@aws-sdk/client-iam";
import { KinesisClient } from "@aws-sdk/client-kinesis";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import { SFNClient } from "@aws-sdk/client-sfn";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { type Credentials, makeAdministrator } from "./emulator/administrator.ts";

/** Real clients of one account in one region, with the administrator's credentials. */
export interface Aws {
  readonly dynamodb: DynamoDBClient;
  readonly firehose: FirehoseClient;
  readonly iam: IAMClient;
  readonly kinesis: KinesisClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly scheduler: SchedulerClient;
  readonly secrets: SecretsManagerClient;
  readonly ses: SESv2Client;
  readonly sfn: SFNClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
}

export type Connect = (account: string, region: string) => Aws;

/** The address and the certificate of an emulator. */
export interface Endpoint {
  readonly url: string;
  readonly certificate: string;
  readonly certificateFile: string;
}

export interface Cloud {
  readonly connect: Connect;
  /** Credentials of the account's administrator. */
  readonly administrator: (account: string) => Promise<Credentials>;
}

/** A set of clients for each account and region, and an administrator for each account. */
export function openCloud({ url, certificate }: Endpoint): Cloud {
  const common = { endpoint: url, requestHandler: { httpsAgent: new Agent({ ca: certificate, keepAlive: true }) } };
  const administrator = memoize((account) => makeAdministrator(account, common));
  const clients = memoize((place) => {
    const [account = "", region = ""] = place.split(" ");
    return makeClients({ ...common, region, credentials: () => administrator(account) });
  });
  return { connect: (account, region) => clients(`${account} ${region}`), administrator };
}

interface Settings {
  readonly endpoint: string;
  readonly requestHandler: { readonly httpsAgent: Agent };
  readonly region: string;
  readonly credentials: () => Promise<Credentials>;
}

function makeClients(settings: Settings): Aws {
  return {
    dynamodb: new DynamoDBClient(settings),
    firehose: new FirehoseClient(settings),
    iam: new IAMClient(settings),
    // Its own default is HTTP/2, for which an agent is not enough.
    kinesis: new KinesisClient({ ...settings, requestHandler: new NodeHttpHandler(settings.requestHandler) }),
    kms: new KMSClient(settings),
    lambda: new LambdaClient(settings),
    logs: new CloudWatchLogsClient(settings),
    s3: new S3Client(settings),
    scheduler: new SchedulerClient(settings),
    secrets: new SecretsManagerClient(settings),
    ses: new SESv2Client(settings),
    sfn: new SFNClient(settings),
    sns: new SNSClient(settings),
    sqs: new SQSClient(settings),
    ssm: new SSMClient(settings),
  };
}

function memoize<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const value = made.get(name) ?? make(name);
    made.set(name, value);
    return value;
  };
}
