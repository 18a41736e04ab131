import { type JobTargets, loadJob } from "./collection-steps.ts";

/**
 * The state machine that loads the collection of a new manifest, in Amazon States Language. Input: S3's event.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
export function loadDefinition(targets: JobTargets): object {
  return {
    Comment: "Loads what is extracted of one collection",
    StartAt: "Split",
    States: {
      // raw/<database>/<collection>/<batch>.json
      Split: {
        Type: "Pass",
        Parameters: { "parts.$": "States.StringSplit($.detail.object.key, '/')" },
        Next: "Collection",
      },
      Collection: {
        Type: "Pass",
        Parameters: {
          "database.$": "States.ArrayGetItem($.parts, 1)",
          "collection.$": "States.ArrayGetItem($.parts, 2)",
        },
        Next: "Process",
      },
      Process: { ...loadJob(targets), End: true },
    },
  };
}
