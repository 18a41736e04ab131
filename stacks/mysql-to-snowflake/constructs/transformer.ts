import { Construct } from "constructs";
import { toEnvironment } from "../../../functions/transformer/environment.ts";
import { addFunction } from "../../constructs/function.ts";
import { stackId, streamPrefix, transformerName } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";

/** Seconds. A batch of 1 MB takes less than one. */
const TIMEOUT_SECONDS = 60;

/** The function that lays the contracts' masks on the records of all streams. It may write its log, and nothing else. */
export class Transformer extends Construct {
  readonly functionName: string;
  readonly functionArn: string;
  /** Of the version that was deployed last: a delivery stream changes over from one to the next. */
  readonly versionArn: string;

  constructor(scope: Construct, id: string, { environment }: { readonly environment: MysqlToSnowflake }) {
    super(scope, id);
    const lambda = addFunction(this, {
      environment,
      code: "transformer",
      name: transformerName(environment),
      variables: toEnvironment({ stack: stackId(environment), streamPrefix: streamPrefix(environment) }),
      allow: [],
      memoryMb: 512,
      timeoutSeconds: TIMEOUT_SECONDS,
      publish: true,
    });
    this.functionName = lambda.functionName;
    this.functionArn = lambda.arn;
    this.versionArn = lambda.qualifiedArn;
  }
}
