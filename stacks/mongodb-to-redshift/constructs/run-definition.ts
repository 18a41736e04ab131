import type { Sources } from "../../../contracts/source.ts";
import { oneAtATime } from "../../constructs/state-machine-steps.ts";
import { collectionsOf } from "../collections.ts";
import { imageTag } from "../image-tag.ts";
import { CONTAINERS, type Container, redshiftName, runName, stackId, stateMachineArn } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";
import { collectionSteps, type JobTargets, SERVICE_RETRIES } from "./collection-steps.ts";

/**
 * The state machine in Amazon States Language: refuses to run twice at a time, looks whether the images are there, then extracts and loads each
 * collection. A collection that fails does not stop the others, and the execution ends as failed.
 *
 * Input: `{}`, or `{ collections }` with what `Collections` makes, of which some have the mode `snapshot`: these are read anew.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html
 */
export function runDefinition(environment: MongodbToRedshift, sources: Sources, targets: JobTargets): object {
  return {
    Comment: "Extracts the changes of every collection, and loads them into Redshift",
    StartAt: "FindOthers",
    States: {
      ...oneAtATime({
        stateMachineArn: stateMachineArn(environment, runName(environment)),
        next: `Find${capitalised(CONTAINERS[0])}Image`,
        retry: SERVICE_RETRIES,
        asked: "$.collections",
      }),
      ...imageSteps(environment),
      AreGiven: {
        Type: "Choice",
        Choices: [{ Variable: "$.collections", IsPresent: true, Next: "EachCollection" }],
        Default: "Collections",
      },
      Collections: {
        Type: "Pass",
        Result: collectionsOf(environment, sources).map(({ database, collection }) => {
          return { database, collection, extract: targets.extractArns.get(database), mode: "extract" };
        }),
        ResultPath: "$.collections",
        Next: "EachCollection",
      },
      EachCollection: {
        Type: "Map",
        ItemsPath: "$.collections",
        MaxConcurrency: environment.jobs.concurrency,
        ItemProcessor: {
          ProcessorConfig: { Mode: "INLINE" },
          ...collectionSteps(targets),
        },
        ResultPath: "$.results",
        Next: "LookForFailures",
      },
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
        Choices: [{ Variable: "$.failed", BooleanEquals: true, Next: "CollectionsFailed" }],
        Default: "Done",
      },
      CollectionsFailed: {
        Type: "Fail",
        Error: "COLLECTIONS_FAILED",
        Cause: `Which and why: npm run -s ops -- status ${stackId(environment)}`,
      },
      Done: { Type: "Succeed" },
    },
  };
}

/** Without its image a job would wait until it has used all attempts, and Batch would say only that it can't pull. */
function imageSteps(environment: MongodbToRedshift): object {
  const steps = CONTAINERS.map((container, index) => {
    const next = CONTAINERS[index + 1];
    const Next = next === undefined ? "AreGiven" : `Find${capitalised(next)}Image`;
    return [`Find${capitalised(container)}Image`, findImage(environment, container, Next)] as const;
  });
  return {
    ...Object.fromEntries(steps),
    ImageMissing: {
      Type: "Fail",
      Error: "IMAGE_MISSING",
      Cause: `The images of the deployed stack are not in ECR: npm run -s ops -- image push ${stackId(environment)}`,
    },
  };
}

function findImage(environment: MongodbToRedshift, container: Container, Next: string): object {
  return {
    Type: "Task",
    Resource: "arn:aws:states:::aws-sdk:ecr:describeImages",
    Parameters: {
      RepositoryName: redshiftName(environment, container),
      ImageIds: [{ ImageTag: imageTag(container) }],
    },
    ResultPath: null,
    Retry: SERVICE_RETRIES,
    Catch: [
      {
        ErrorEquals: ["Ecr.ImageNotFoundException", "Ecr.RepositoryNotFoundException"],
        ResultPath: null,
        Next: "ImageMissing",
      },
    ],
    Next,
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
