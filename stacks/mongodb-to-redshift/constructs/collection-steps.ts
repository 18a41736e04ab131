import { jobVariables } from "../../../functions/extract/environment.ts";
import { retries } from "../../constructs/state-machine-steps.ts";
import type { Container } from "../names.ts";

/** What the steps run. */
export interface JobTargets {
  readonly queueArn: string;
  /** By database. */
  readonly extractArns: ReadonlyMap<string, string>;
  readonly processArn: string;
}

/** A job that failed has been tried again by AWS Batch. */
export const SERVICE_RETRIES = retries([
  "Batch.BatchException",
  "Batch.ServerException",
  "Batch.SdkClientException",
  "Ecr.ServerException",
  "Ecr.SdkClientException",
  "Sfn.SfnException",
  "Sfn.SdkClientException",
]);

/**
 * The steps of one collection: extract, then load. If it can't be extracted, what was extracted before is loaded, and the collection has failed.
 * Also if S3's events load each batch by an execution of its own: what waits since a stop, or since a load that failed, has no event any more. A
 * batch is loaded once, however often it is tried.
 * Input: `{ database, collection, extract, mode }`: `extract` is the ARN of a job definition, `mode` is of `functions/extract/environment.ts`.
 */
export function collectionSteps(targets: JobTargets): object {
  return {
    StartAt: "Extract",
    States: {
      Extract: { ...extractJob(targets), ...caught("Process"), Next: "Process" },
      Process: { ...loadJob(targets), ...caught("Ended"), Next: "Ended" },
      Ended: {
        Type: "Choice",
        Choices: [{ Variable: "$.failure", IsPresent: true, Next: "Failed" }],
        Default: "Succeeded",
      },
      Succeeded: { Type: "Pass", Parameters: result("SUCCEEDED"), End: true },
      // The cause is left out: it has the whole job, and an output has a limit.
      Failed: { Type: "Pass", Parameters: { ...result("FAILED"), "error.$": "$.failure.Error" }, End: true },
    },
  };
}

function extractJob(targets: JobTargets): object {
  const variables = jobVariables({ mode: "extract", database: "$.database", collection: "$.collection" });
  return batchJob("extract", targets, { "JobDefinition.$": "$.extract" }, { ...variables, MODE: "$.mode" });
}

/** The job that loads a collection. Input: `{ database, collection }`. */
export function loadJob(targets: JobTargets): object {
  const variables = { DATABASE: "$.database", COLLECTION: "$.collection" };
  return batchJob("process", targets, { JobDefinition: targets.processArn }, variables);
}

/** What failed is said at the end. */
function caught(Next: string): object {
  return { Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.failure", Next }] };
}

/** Submits a job and waits until it has ended. https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html */
function batchJob(
  container: Container,
  { queueArn }: JobTargets,
  definition: object,
  variables: Readonly<Record<string, string>>,
): object {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::batch:submitJob.sync",
    Parameters: {
      JobName: container,
      JobQueue: queueArn,
      ...definition,
      ContainerOverrides: { Environment: Object.entries(variables).map(([Name, value]) => variable(Name, value)) },
    },
    ResultPath: null,
    Retry: SERVICE_RETRIES,
  };
}

function variable(Name: string, value: string): object {
  return value.startsWith("$.") ? { Name, "Value.$": value } : { Name, Value: value };
}

function result(status: "SUCCEEDED" | "FAILED"): object {
  return { "database.$": "$.database", "collection.$": "$.collection", status };
}
