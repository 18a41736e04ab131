import { retries } from "../../constructs/state-machine-steps.ts";

/** A Lambda function that could not be invoked. https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
const LAMBDA = [
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
];

/** A Lambda function that was ended, so that it could not say why: out of time or of memory, or with its machine. */
const LAMBDA_ENDED = ["Lambda.Unknown", "Sandbox.Timedout", "States.Timeout"];

/** Of requests to Step Functions itself and to Glue. */
export const SERVICE_RETRIES: readonly object[] = retries([
  "Sfn.SfnException",
  "Sfn.SdkClientException",
  "StepFunctions.SfnException",
  "StepFunctions.SdkClientException",
  "Glue.GlueException",
  "Glue.SdkClientException",
  "Glue.OperationTimeoutException",
]);

interface InvokeProps {
  readonly functionArn: string;
  /** What the function is called with, in Amazon States Language. */
  readonly payload: object | string;
  /** Where the answer goes, in the state's input. Null: it is dropped. */
  readonly into: string | null;
  /** Codes of failures that may pass, and how often they are tried again, after at most a minute. */
  readonly retried?: { readonly codes: readonly string[]; readonly attempts: number };
}

/** The step that calls a function. https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
export function invoke({ functionArn, payload, into, retried }: InvokeProps): object {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::lambda:invoke",
    Parameters: {
      FunctionName: functionArn,
      ...(typeof payload === "string" ? { "Payload.$": payload } : { Payload: payload }),
    },
    ...(into === null ? { ResultPath: null } : { ResultSelector: { "answer.$": "$.Payload" }, ResultPath: into }),
    Retry: [
      ...retries(LAMBDA),
      { ErrorEquals: LAMBDA_ENDED, IntervalSeconds: 10, MaxAttempts: 2, BackoffRate: 2 },
      ...(retried === undefined ? [] : [retryOf(retried)]),
    ],
  };
}

function retryOf({ codes, attempts }: NonNullable<InvokeProps["retried"]>): object {
  return {
    ErrorEquals: codes,
    IntervalSeconds: 5,
    MaxDelaySeconds: 60,
    MaxAttempts: attempts,
    BackoffRate: 2,
    JitterStrategy: "FULL",
  };
}

/** What failed is said at the end, and does not stop the others. */
export function caught(Next: string, ResultPath = "$.failure"): object {
  return { Catch: [{ ErrorEquals: ["States.ALL"], ResultPath, Next }] };
}
