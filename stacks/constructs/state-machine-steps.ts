/**
 * Errors of a service's API, which a request that is sent again overcomes.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function retries(errors: readonly string[]): readonly object[] {
  return [
    {
      ErrorEquals: errors,
      IntervalSeconds: 2,
      MaxDelaySeconds: 60,
      MaxAttempts: 8,
      BackoffRate: 2,
      JitterStrategy: "FULL",
    },
  ];
}

interface OneAtATimeProps {
  readonly stateMachineArn: string;
  /** State that follows, if no other execution is running. */
  readonly next: string;
  readonly retry: readonly object[];
  /** A path that the input has if somebody asked for something, who must learn that it was not done. Absent: only a schedule starts it. */
  readonly asked?: string;
}

/**
 * The first states of a machine that must not run twice at a time, from `FindOthers` on. The execution is one of those that are found. Two that
 * begin together both leave, and the next one runs.
 */
export function oneAtATime({ stateMachineArn, next, retry, asked }: OneAtATimeProps): object {
  const overlaps = { Variable: "$.executions.running", NumericGreaterThan: 1 };
  const forAsked = asked === undefined ? { choices: [], states: {} } : failIfAsked(asked, overlaps);
  return {
    FindOthers: {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:sfn:listExecutions",
      Parameters: { StateMachineArn: stateMachineArn, StatusFilter: "RUNNING", MaxResults: 2 },
      ResultSelector: { "running.$": "States.ArrayLength($.Executions)" },
      ResultPath: "$.executions",
      Retry: retry,
      Next: "OneAtATime",
    },
    OneAtATime: {
      Type: "Choice",
      Choices: [...forAsked.choices, { ...overlaps, Next: "Refuse" }],
      Default: next,
    },
    // Not a failure: a first load may take longer than the time between two executions, and the alarm should tell of what fails in it.
    Refuse: { Type: "Pass", Result: { refused: "OVERLAP" }, End: true },
    ...forAsked.states,
  };
}

/** The choice, and the state to which it leads, of an execution that somebody asked for. */
function failIfAsked(asked: string, overlaps: object) {
  return {
    choices: [{ And: [overlaps, { Variable: asked, IsPresent: true }], Next: "Overlap" }],
    states: {
      Overlap: {
        Type: "Fail",
        Error: "OVERLAP",
        Cause: "Another execution has begun at the same time, so nothing was done: ask again when it has ended.",
      },
    },
  };
}
