import { RUNS } from "../folders.ts";
import { rawBucketName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { caught, invoke } from "./steps.ts";

/** Failures of the sync that may pass; a test compares them with the function's own list. */
export const RETRIED = [
  "DATABASE_UNREACHABLE",
  "DATABASE_FAILED",
  "PART_UNREADABLE",
  "LOAD_BUSY",
  "PUBLISH_BUSY",
] as const;

/** With pauses of a minute at most: longer than a worker that was killed may still hold a part, which is Lambda's time. */
const ATTEMPTS = 20;

/** Tables at the same time. Each has as many workers as the settings say. */
const TABLES_AT_ONCE = 4;

/**
 * The state machine that loads batches into PostgreSQL. Input: `{ mode?, from?, to?, tables? }`. Tables are independent of each other; the batches
 * of one are loaded and published in order, and its first failure ends it. A table that fails does not stop the others; then the last step fails.
 */
export function syncDefinition(environment: SnowflakeToPostgres, functionArn: string): object {
  const call = { functionArn, retried: { codes: RETRIED, attempts: ATTEMPTS } };
  return {
    Comment: "Loads exported batches into PostgreSQL",
    StartAt: "Plan",
    States: {
      Plan: {
        ...invoke({
          ...call,
          payload: `States.JsonMerge($, States.StringToJson('{"step":"plan"}'), false)`,
          into: "$.plan",
        }),
        Next: "EachTable",
      },
      EachTable: {
        Type: "Map",
        ItemsPath: "$.plan.answer.tables",
        MaxConcurrency: TABLES_AT_ONCE,
        ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...tableSteps(environment, call) },
        ResultPath: "$.results",
        Next: "Finish",
      },
      Finish: {
        ...invoke({
          ...call,
          payload: { step: "finish", "tables.$": "$.results", "held.$": "$.plan.answer.held" },
          into: null,
        }),
        End: true,
      },
    },
  };
}

type Call = Pick<Parameters<typeof invoke>[0], "functionArn" | "retried">;

function tableSteps(environment: SnowflakeToPostgres, call: Call): object {
  return {
    StartAt: "EachBatch",
    States: {
      EachBatch: {
        Type: "Map",
        ItemsPath: "$.batches",
        MaxConcurrency: 1,
        ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...batchSteps(environment, call) },
        ResultPath: null,
        ...caught("Ended"),
        Next: "Ended",
      },
      Ended: {
        Type: "Choice",
        Choices: [{ Variable: "$.failure", IsPresent: true, Next: "Failed" }],
        Default: "Succeeded",
      },
      Succeeded: { Type: "Pass", Parameters: { "table.$": "$.table" }, End: true },
      // The cause is left out: an output has a limit.
      Failed: { Type: "Pass", Parameters: { "table.$": "$.table", "failed.$": "$.failure.Error" }, End: true },
    },
  };
}

function batchSteps(environment: SnowflakeToPostgres, call: Call): object {
  return {
    StartAt: "HasParts",
    States: {
      // Step Functions refuses a map over an empty file.
      HasParts: {
        Type: "Choice",
        Choices: [{ Variable: "$.parts.count", NumericGreaterThan: 0, Next: "LoadParts" }],
        Default: "Publish",
      },
      LoadParts: loadParts(environment, call),
      Publish: {
        ...invoke({
          ...call,
          payload: { step: "publish", "manifest.$": "$.manifest", "since.$": "$$.State.EnteredTime" },
          into: null,
        }),
        End: true,
      },
    },
  };
}

/**
 * A worker for each line of the parts file, so the list of parts is in no state, however long it is; and their results are in the bucket. One that
 * fails ends the batch.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
function loadParts(environment: SnowflakeToPostgres, call: Call): object {
  const Bucket = rawBucketName(environment);
  return {
    Type: "Map",
    Label: "Parts",
    ItemReader: {
      Resource: "arn:aws:states:::s3:getObject",
      ReaderConfig: { InputType: "JSONL" },
      Parameters: { Bucket, "Key.$": "$.parts.key" },
    },
    ItemSelector: { step: "load", "part.$": "$$.Map.Item.Value" },
    ItemProcessor: {
      ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
      StartAt: "Load",
      States: { Load: { ...invoke({ ...call, payload: "$", into: null }), End: true } },
    },
    MaxConcurrency: environment.sync.workers,
    ToleratedFailurePercentage: 0,
    ResultWriter: {
      Resource: "arn:aws:states:::s3:putObject",
      Parameters: { Bucket, Prefix: RUNS.replace(/\/$/, "") },
    },
    ResultPath: null,
    Next: "Publish",
  };
}
