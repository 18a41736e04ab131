import { oneAtATime } from "../../constructs/state-machine-steps.ts";
import { pipelineId, type StateMachine, stateMachineArn } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";
import { caught, SERVICE_RETRIES } from "./steps.ts";

/**
 * The state machine that the schedule starts: it exports every table, lets the crawlers look, and loads what is not published yet. If one part
 * fails, the others still do what they can, and the execution ends as failed.
 */
export function runDefinition(environment: SnowflakeToPostgres, crawlers: readonly string[]): object {
  const arn = stateMachineArn(environment, "run");
  return {
    Comment: "Exports from Snowflake, crawls, and loads into PostgreSQL",
    StartAt: "FindOthers",
    States: {
      ...oneAtATime({ stateMachineArn: arn, next: "Export", retry: SERVICE_RETRIES }),
      Export: { ...execution(environment, "export"), ...caught("Crawlers", "$.failed.export"), Next: "Crawlers" },
      Crawlers: { Type: "Pass", Result: crawlers, ResultPath: "$.crawlers", Next: "EachCrawler" },
      EachCrawler: {
        Type: "Map",
        ItemsPath: "$.crawlers",
        ItemSelector: { "crawler.$": "$$.Map.Item.Value" },
        ItemProcessor: { ProcessorConfig: { Mode: "INLINE" }, ...crawlerSteps() },
        ResultPath: null,
        ...caught("Sync", "$.failed.crawl"),
        Next: "Sync",
      },
      Sync: { ...execution(environment, "sync"), ...caught("AnyFailed", "$.failed.sync"), Next: "AnyFailed" },
      AnyFailed: {
        Type: "Choice",
        Choices: ["export", "crawl", "sync"].map((part) => {
          return { Variable: `$.failed.${part}`, IsPresent: true, Next: "RunFailed" };
        }),
        Default: "Done",
      },
      RunFailed: {
        Type: "Fail",
        Error: "RUN_FAILED",
        Cause: `What and why: npm run -s ops -- status ${pipelineId(environment)}`,
      },
      Done: { Type: "Succeed" },
    },
  };
}

/** Starts another state machine, and waits until it has ended. https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html */
function execution(environment: SnowflakeToPostgres, machine: StateMachine): object {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::states:startExecution.sync:2",
    Parameters: {
      StateMachineArn: stateMachineArn(environment, machine),
      Input: { "AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID.$": "$$.Execution.Id" },
    },
    ResultPath: null,
    Retry: SERVICE_RETRIES,
  };
}

/** A crawler that is running already looks at what is there; nobody waits for it. */
function crawlerSteps(): object {
  return {
    StartAt: "Crawl",
    States: {
      Crawl: {
        Type: "Task",
        Resource: "arn:aws:states:::aws-sdk:glue:startCrawler",
        Parameters: { "Name.$": "$.crawler" },
        ResultPath: null,
        Retry: SERVICE_RETRIES,
        Catch: [{ ErrorEquals: ["Glue.CrawlerRunningException"], ResultPath: null, Next: "Started" }],
        Next: "Started",
      },
      Started: { Type: "Succeed" },
    },
  };
}
