import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { addAlarmTopic } from "../constructs/alarm-topic.ts";
import { addBudget } from "../constructs/budget.ts";
import { addDataKey } from "../constructs/data-key.ts";
import { PrivateBucket } from "../constructs/private-bucket.ts";
import { addOutputs } from "../outputs.ts";
import { alarmTopicName } from "./constructs/alarms.ts";
import { addVersioning, oldVersions, RawBucket } from "./constructs/raw-bucket.ts";
import { MODULES, moduleId, otherBucketNames, postgresName, rawBucketName } from "./names.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

/** The buckets with their key, and what all modules share: the topic of the alarms, the budget. */
export function addBuckets(stack: TerraformStack, environment: SnowflakeToPostgres): void {
  const keyArn =
    environment.rawKeyArn ?? addDataKey(stack, { of: "raw and clean rows", alias: postgresName(environment, "raw") });
  new RawBucket(stack, "raw-bucket", { environment, keyArn });
  for (const bucketName of otherBucketNames(environment)) {
    const own = new Construct(stack, bucketName);
    const { bucket } = new PrivateBucket(own, "bucket", {
      bucketName,
      kmsKeyArn: keyArn,
      denials: [],
      lifecycleRules: [oldVersions(environment.retention.oldVersionDays)],
    });
    addVersioning(own, bucket);
  }
  addAlarmTopic(stack, environment, alarmTopicName(environment));
  addBudget(
    stack,
    environment,
    MODULES.map((module) => moduleId(environment, module)),
  );
  addOutputs(stack, { raw_bucket: rawBucketName(environment), clean_bucket: otherBucketNames(environment)[0] ?? "" });
}
