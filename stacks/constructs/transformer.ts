import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { toEnvironment } from "../../functions/transformer/environment.ts";
import type { Environment } from "../environment.ts";
import { addFunction } from "./function.ts";

interface TransformerProps {
  readonly environment: Environment;
  /** Of the function, and of its role. */
  readonly name: string;
  /** Start of the names of the delivery streams: what follows says of which table one is. */
  readonly streamPrefix: string;
}

/** Seconds. A batch of 1 MB takes less than one. */
const TIMEOUT_SECONDS = 60;

/** The function that lays the contracts' masks on the records of all streams. It may write its log, and nothing else. */
export class Transformer extends Construct {
  readonly functionName: string;
  readonly functionArn: string;
  /** Of the version that was deployed last: a delivery stream changes over from one to the next. */
  readonly versionArn: string;

  constructor(scope: Construct, id: string, { environment, name, streamPrefix }: TransformerProps) {
    super(scope, id);
    const lambda = addFunction(this, {
      environment,
      code: "transformer",
      name,
      variables: toEnvironment({ stack: TerraformStack.of(this).node.id, streamPrefix }),
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
