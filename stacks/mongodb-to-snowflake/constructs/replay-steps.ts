/** What the steps call. */
export interface ReplayTargets {
  readonly functionArn: string;
  readonly failureQueueUrl: string;
}

/** The function has 15 minutes; without a timeout, a lost answer would occupy one of the parallel places for ever. */
const CLEAN_TIMEOUT_SECONDS = 16 * 60;

const BACK_OFF = { BackoffRate: 2, JitterStrategy: "FULL" };

/**
 * Retries, like Lambda's own for S3's events: a throttled invocation for about six hours, an error of the function twice. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
 */
const CLEAN_RETRIES = [
  {
    ErrorEquals: ["Lambda.TooManyRequestsException"],
    IntervalSeconds: 5,
    MaxDelaySeconds: 300,
    MaxAttempts: 150,
    ...BACK_OFF,
  },
  {
    // Lambda's own. https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html
    ErrorEquals: [
      "Lambda.ClientExecutionTimeoutException",
      "Lambda.ServiceException",
      "Lambda.AWSLambdaException",
      "Lambda.SdkClientException",
    ],
    IntervalSeconds: 2,
    MaxAttempts: 6,
    ...BACK_OFF,
  },
  { ErrorEquals: ["States.ALL"], IntervalSeconds: 60, MaxAttempts: 2, BackoffRate: 2 },
];

const SEND_RETRIES = [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 2, MaxAttempts: 5, ...BACK_OFF }];

/**
 * The workflow of one object: skip it if it is not in the replay's time; clean it; if that fails, report it as Lambda reports an event
 * that failed every attempt.
 */
export function objectWorkflow({ functionArn, failureQueueUrl }: ReplayTargets): object {
  const report = (responsePayload: object) => send(functionArn, failureQueueUrl, responsePayload);
  return {
    StartAt: "InTime",
    States: {
      InTime: {
        Type: "Choice",
        Choices: [
          {
            And: [
              { Variable: "$.modified", NumericGreaterThanEqualsPath: "$.since" },
              { Variable: "$.modified", NumericLessThanPath: "$.until" },
            ],
            Next: "Clean",
          },
        ],
        Default: "OutOfTime",
      },
      OutOfTime: { Type: "Succeed" },
      Clean: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: functionArn, "Payload.$": "$.event" },
        TimeoutSeconds: CLEAN_TIMEOUT_SECONDS,
        ResultSelector: { cleaned: true },
        ResultPath: "$.result",
        Retry: CLEAN_RETRIES,
        Catch: [
          { ErrorEquals: ["ObjectsFailed"], ResultPath: "$.failure", Next: "Report" },
          { ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next: "ReportErrorAlone" },
        ],
        End: true,
      },
      Report: {
        ...report({ "responsePayload.$": "States.StringToJson($.failure.Cause)" }),
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: null, Next: "ReportErrorAlone" }],
      },
      ReportErrorAlone: {
        // No message: only messages of the cleaner's own errors are known to be without values.
        ...report({ responsePayload: { "errorType.$": "$.failure.Error", errorMessage: "See the function's log." } }),
        Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: null, Next: "NotReported" }],
      },
      Failed: { Type: "Fail", Error: "ObjectFailed", Cause: "The failure queue has the object, and why it failed." },
      NotReported: { Type: "Fail", Error: "ObjectFailedUnreported", Cause: "The failure queue could not be told." },
    },
  };
}

/** Sends the record that Lambda would. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
function send(functionArn: string, QueueUrl: string, responsePayload: object): object {
  const MessageBody = {
    version: "1.0",
    "timestamp.$": "$$.State.EnteredTime",
    requestContext: { "requestId.$": "$$.Execution.Name", functionArn, condition: "RetriesExhausted" },
    "requestPayload.$": "$.event",
    ...responsePayload,
  };
  return {
    Type: "Task",
    Resource: "arn:aws:states:::sqs:sendMessage",
    Parameters: { QueueUrl, MessageBody },
    ResultPath: null,
    Retry: SEND_RETRIES,
    Next: "Failed",
  };
}
