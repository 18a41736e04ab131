import { ExecutionError, StateMachine } from "aws-local-stepfunctions";

/** An error of a task: its name is what `ErrorEquals` matches. */
export class TaskError extends Error {
  constructor(name: string) {
    super("made up by a test");
    this.name = name;
  }
}

/** What stands in for the service that a state calls, by the state's name. Input: that of the state, with its parameters filled in. */
export type Tasks = Readonly<Record<string, (parameters: never) => unknown>>;

export type Ended = { readonly status: "SUCCEEDED"; readonly output: unknown } | { readonly status: string };

/** Runs a definition as it is deployed, on this machine. Retries do not wait. */
export async function runMachine(definition: unknown, input: unknown, tasks: Tasks): Promise<Ended> {
  const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });
  const handlers = Object.entries(tasks).map(([state, task]) => [
    state,
    (parameters: unknown) => Promise.resolve(task(parameters as never)),
  ]);
  const execution = machine.run(input as never, {
    context: CONTEXT,
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(handlers),
      retryIntervalOverrides: Object.fromEntries(Object.keys(tasks).map((state) => [state, 0])),
    },
  });
  try {
    return { status: "SUCCEEDED", output: await execution.result };
  } catch (error) {
    if (!(error instanceof ExecutionError)) throw error;
    return { status: (error.cause as Error).name };
  }
}

/** What a definition may ask of its execution. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const CONTEXT = {
  Execution: { Id: "arn:aws:states:x", Name: "execution", StartTime: "2026-11-21T12:00:00Z" },
  State: { EnteredTime: "2026-11-21T12:00:00Z" },
} as const;
