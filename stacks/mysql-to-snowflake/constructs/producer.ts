import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { toEnvironment } from "../../../functions/producer/environment.ts";
import { MINUTE } from "../../constructs/alarm.ts";
import { addFunction } from "../../constructs/function.ts";
import { secretRights } from "../../constructs/secret-rights.ts";
import type { Statement } from "../../policy.ts";
import { producerName } from "../names.ts";
import { producerSettings } from "../producer-settings.ts";
import { type DatabaseSettings, isByIam, type MysqlToSnowflake } from "../settings.ts";
import type { ProducerNetwork } from "./producer-network.ts";
import type { TableStream } from "./table-stream.ts";

interface ProducerProps {
  readonly environment: MysqlToSnowflake;
  readonly database: string;
  /** Of the tables of this database. */
  readonly streams: readonly Pick<TableStream, "streamArn" | "parameterArn">[];
  readonly keyArn: string;
  readonly network: ProducerNetwork;
  /** The delivery streams: otherwise a column that is listed now would be sent before their mask lists it. */
  readonly after: readonly ITerraformDependable[];
}

/** Seconds, which is Lambda's maximum: the function stops two minutes before, with what it has sent. */
const TIMEOUT_SECONDS = 900;

/** The function that reads the tables of one database, each in its own run. */
export class Producer extends Construct {
  readonly functionName: string;
  readonly functionArn: string;

  constructor(scope: Construct, id: string, props: ProducerProps) {
    super(scope, id);
    const { environment, database, network } = props;
    // The checks have found it.
    const settings = environment.databases[database] as DatabaseSettings;
    const lambda = addFunction(this, {
      environment,
      code: "producer",
      name: producerName(environment, database),
      variables: { ...toEnvironment(producerSettings(environment, database)), ...network.variables },
      allow: rights(props, settings),
      network,
      after: props.after,
      memoryMb: 512,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    this.functionName = lambda.functionName;
    this.functionArn = lambda.arn;
    new LambdaFunctionEventInvokeConfig(this, "retries", {
      functionName: lambda.functionName,
      // The next run does the same, and more of it.
      maximumRetryAttempts: 0,
      maximumEventAgeInSeconds: settings.everyMinutes * MINUTE,
    });
  }
}

function rights({ environment, streams, keyArn }: ProducerProps, { login }: DatabaseSettings): Right[] {
  return [
    { Sid: "Send", Action: ["kinesis:PutRecords"], Resource: streams.map(({ streamArn }) => streamArn) },
    // With the right to use it alone, Kinesis encrypts what it is sent.
    { Sid: "Encrypt", Action: ["kms:GenerateDataKey"], Resource: [keyArn] },
    {
      Sid: "Watermark",
      Action: ["ssm:GetParameter", "ssm:PutParameter"],
      Resource: streams.map(({ parameterArn }) => parameterArn),
    },
    ...(isByIam(login)
      ? [{ Sid: "LogIn", Action: ["rds-db:connect"], Resource: [userArn(environment, login)] }]
      : secretRights([login])),
  ];
}

/** https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html */
function userArn(
  { account, region }: MysqlToSnowflake,
  { resourceId, user }: { readonly resourceId: string; readonly user: string },
): string {
  return `arn:aws:rds-db:${region}:${account}:dbuser:${resourceId}/${user}`;
}

type Right = Omit<Statement, "Effect" | "Principal">;
