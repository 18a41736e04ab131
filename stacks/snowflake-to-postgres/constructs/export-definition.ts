import { moduleId, pipelineId } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { caught, invoke } from "./steps.ts";

interface ExportTargets {
  readonly functionArn: string;
  /** The tables that are exported if the input names none. */
  readonly tables: readonly string[];
}

/** Between two questions whether Snowflake has written a table. */
const POLL_SECONDS = 10;

/**
 * The state machine that exports tables: Snowflake writes the parts, and the function begins that, asks whether it has ended, and writes the
 * manifest. So no function waits. Input: `{ tables?, full? }`. A table that fails does not stop the others, and the execution ends as failed.
 */
export function exportDefinition(environment: SnowflakeToPostgres, { functionArn, tables }: ExportTargets): object {
  return {
    Comment: "Exports tables from Snowflake to the raw bucket",
    StartAt: "Defaults",
    States: {
      Defaults: {
        Type: "Pass",
        Parameters: { "input.$": `States.JsonMerge(States.StringToJson('{"full":false}'), $, false)` },
        OutputPath: "$.input",
        Next: "WhichTables",
      },
      WhichTables: {
        Type: "Choice",
        Choices: [{ Variable: "$.tables", IsPresent: true, Next: "EachTable" }],
        Default: "AllTables",
      },
      AllTables: { Type: "Pass", Result: tables, ResultPath: "$.tables", Next: "EachTable" },
      EachTable: {
        Type: "Map",
        ItemsPath: "$.tables",
        ItemSelector: { "table.$": "$$.Map.Item.Value", "full.$": "$.full" },
        MaxConcurrency: environment.export.concurrency,
        ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...tableSteps(functionArn) },
        ResultPath: "$.results",
        Next: "LookForFailures",
      },
      ...failIfSome(
        `Which and why: npm run -s ops -- status ${pipelineId(environment)}, and the log of the function of ${moduleId(environment, "batch")}`,
      ),
    },
  };
}

/** All tables of an execution have its start as their time. Its name makes the request to Snowflake the same when it is tried again. */
function tableSteps(functionArn: string): object {
  const started = { "export.$": "$.started.answer" };
  return {
    StartAt: "Start",
    States: {
      Start: {
        ...invoke({
          functionArn,
          payload: {
            step: "start",
            "table.$": "$.table",
            "full.$": "$.full",
            "time.$": "$$.Execution.StartTime",
            "execution.$": "$$.Execution.Name",
          },
          into: "$.started",
        }),
        ...caught("Ended"),
        Next: "Wait",
      },
      Wait: { Type: "Wait", Seconds: POLL_SECONDS, Next: "Poll" },
      Poll: {
        ...invoke({ functionArn, payload: { step: "poll", ...started }, into: "$.polled" }),
        ...caught("Ended"),
        Next: "IsWritten",
      },
      IsWritten: {
        Type: "Choice",
        Choices: [{ Variable: "$.polled.answer.status", StringEquals: "running", Next: "Wait" }],
        Default: "Finish",
      },
      Finish: {
        ...invoke({ functionArn, payload: { step: "finish", ...started }, into: null }),
        ...caught("Ended"),
        Next: "Ended",
      },
      ...TABLE_ENDS,
    },
  };
}

/** Whether the table succeeded is its result. */
const TABLE_ENDS = {
  Ended: {
    Type: "Choice",
    Choices: [{ Variable: "$.failure", IsPresent: true, Next: "Failed" }],
    Default: "Succeeded",
  },
  Succeeded: { Type: "Pass", Parameters: { "table.$": "$.table", status: "SUCCEEDED" }, End: true },
  // The cause is left out: an output has a limit.
  Failed: {
    Type: "Pass",
    Parameters: { "table.$": "$.table", status: "FAILED", "error.$": "$.failure.Error" },
    End: true,
  },
};

/** The execution fails if a table did. @param cause what to do */
function failIfSome(cause: string): object {
  return {
    LookForFailures: {
      Type: "Pass",
      Parameters: {
        "results.$": "$.results",
        "failed.$": "States.ArrayContains($.results[*].status, 'FAILED')",
      },
      Next: "AnyFailed",
    },
    AnyFailed: {
      Type: "Choice",
      Choices: [{ Variable: "$.failed", BooleanEquals: true, Next: "TablesFailed" }],
      Default: "Done",
    },
    TablesFailed: { Type: "Fail", Error: "TABLES_FAILED", Cause: cause },
    Done: { Type: "Succeed" },
  };
}
