import { REPLAYS_FOLDER, rawBucketName } from "../names.ts";
import { replayConcurrency } from "../replay.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import { objectWorkflow, type ReplayTargets } from "./replay-steps.ts";

/** Part of the ARN of the execution of a single object. */
export const EACH_OBJECT = "object";

/**
 * The state machine in Amazon States Language: lists the collection's folder in RAW and runs a workflow for each object, several at a
 * time. One that fails does not stop the others. The result of each is written to RAW's folder of replays.
 * Input: `ReplayInput`. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 */
export function replayDefinition(environment: MongodbToSnowflake, targets: ReplayTargets): object {
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
          // Not express: that would end after 5 minutes, and the function may take 15.
          ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
          ...objectWorkflow(targets),
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
 * The event that EventBridge would send for the object (https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html). The
 * listing has the ETag in quotes, as a JSON text (https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html).
 */
function objectCreated(bucket: string): object {
  const object = {
    "key.$": "$$.Map.Item.Value.Key",
    "etag.$": "States.StringToJson($$.Map.Item.Value.Etag)",
  };
  return { "detail-type": "Object Created", detail: { bucket: { name: bucket }, object } };
}
