import type { Environment } from "../environment.ts";
import { REPLAYS_FOLDER, rawBucketName } from "../names.ts";
import { replayConcurrency } from "../replay.ts";
import { cleanAgain, type ReplayTargets } from "./replay-steps.ts";

/** What the ARNs of the executions of single objects are told by. */
export const EACH_OBJECT = "object";

/**
 * The state machine in Amazon's States Language: lists the collection's folder in RAW and runs a workflow for each object, some
 * at a time. One that fails does not stop the others. What became of each is written to RAW's folder of replays.
 * Input: `ReplayInput`. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export function replayDefinition(environment: Environment, targets: ReplayTargets): object {
  const Bucket = rawBucketName(environment);
  return {
    Comment: "Cleans RAW objects of one collection again, under the mask that is deployed",
    StartAt: "EachObject",
    States: {
      EachObject: {
        Type: "Map",
        Label: EACH_OBJECT,
        ItemReader: {
          Resource: "arn:aws:states:::s3:listObjectsV2",
          Parameters: { Bucket, "Prefix.$": "$.prefix" },
        },
        ItemSelector: {
          event: objectCreated(Bucket),
          "modified.$": "$$.Map.Item.Value.LastModified",
          "since.$": "$.since",
          "until.$": "$.until",
        },
        MaxConcurrency: replayConcurrency(environment),
        ToleratedFailureCountPath: "$.tolerated",
        ItemProcessor: {
          // An express workflow ends after five minutes, the function only after fifteen.
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          ...cleanAgain(targets),
        },
        ResultWriter: {
          Resource: "arn:aws:states:::s3:putObject",
          Parameters: { Bucket, Prefix: REPLAYS_FOLDER },
        },
        End: true,
      },
    },
  };
}

/**
 * The event that EventBridge would send of the object (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html). The
 * listing has the ETag in quotes, as a JSON text (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html).
 */
function objectCreated(bucket: string): object {
  const object = {
    "key.$": "$$.Map.Item.Value.Key",
    "etag.$": "States.StringToJson($$.Map.Item.Value.Etag)",
  };
  return { "detail-type": "Object Created", detail: { bucket: { name: bucket }, object } };
}
