import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Sources } from "../../contracts/source.ts";
import { completeStack } from "../complete-stack.ts";
import { addAlarmTopic } from "../constructs/alarm-topic.ts";
import { addBudget } from "../constructs/budget.ts";
import { DmsServiceRoles } from "../constructs/dms-service-roles.ts";
import { FailureQueue } from "../constructs/failure-queue.ts";
import { TARGET_ROLE } from "../constructs/replication-target.ts";
import { SnowflakeNotification } from "../constructs/snowflake-notification.ts";
import { keepData, leaveAll, setRemoved } from "../keep-data.ts";
import { resourceName, roleArn, stackName } from "../names.ts";
import { addOutputs } from "../outputs.ts";
import { configureStack, providerIn } from "../stack-settings.ts";
import { collectionsOf, firstDatabase } from "./collections.ts";
import { addReplication } from "./constructs/add-replication.ts";
import { CleanBucket } from "./constructs/clean-bucket.ts";
import { CLEANER_ROLE, Cleaner } from "./constructs/cleaner.ts";
import { CleanerTrigger } from "./constructs/cleaner-trigger.ts";
import { Monitoring } from "./constructs/monitoring.ts";
import { RawBucket } from "./constructs/raw-bucket.ts";
import { Replay } from "./constructs/replay.ts";
import { addSnowflakeRoles } from "./constructs/snowflake-roles.ts";
import { cleanPrefix, idOf, rawBucketName } from "./names.ts";
import { isPrimary, ownFirst } from "./primary.ts";
import type { MongodbToSnowflake } from "./settings.ts";

interface StackProps {
  readonly environment: MongodbToSnowflake;
  /** All environments, this one too: the primary stack owns what they share. */
  readonly environments: readonly MongodbToSnowflake[];
  readonly sources: Sources;
}

/** One environment in one region: MongoDB to RAW to CLEAN. The primary stack also has the CLEAN bucket. */
export class MongodbToSnowflakeStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id);
    const { environment } = props;
    configureStack(this, environment);
    // These exist even if DMS is off: switching it off must not destroy what other stacks need.
    if (isPrimary(environment)) addShared(this, props);
    addSnowflakeRoles(this, environment, props.environments);
    const removed = isPrimary(environment) && !environment.cleanBucket.create ? leaveShared(this, props) : [];
    const serviceRoles = environment.createDmsServiceRoles
      ? new DmsServiceRoles(this, "dms-service-roles").granted
      : [];
    if (environment.deployDms) addPipeline(this, props, serviceRoles);
    else if (environment.protectData) removed.push(...keepData(this, (scratch) => addPipeline(scratch, props, [])));
    setRemoved(this, removed);
    completeStack(this, environment);
  }
}

/** Adds what the primary stack owns for all stacks. */
function addShared(stack: TerraformStack, { environment, environments }: StackProps): void {
  const provider = providerIn(stack, environment, environment.cleanBucket.region);
  if (!environment.cleanBucket.create) return;
  const writers = ownFirst(environment, environments);
  const { bucket } = new CleanBucket(stack, "clean-bucket", { writers, provider });
  if (environment.snowpipeSqsArn === undefined) return;
  // For the stacks of all regions.
  const folders = writers.map((writer) => ({ id: stackName(writer), prefix: cleanPrefix(writer) }));
  new SnowflakeNotification(stack, "snowpipe-hook", {
    bucket,
    queueArn: environment.snowpipeSqsArn,
    folders,
    provider,
  });
}

/** A CLEAN bucket that the stack created and that is managed elsewhere now: it stays in AWS, with its settings, whatever `protectData` is. */
function leaveShared(stack: TerraformStack, props: StackProps): ReturnType<typeof leaveAll> {
  const cleanBucket = { ...props.environment.cleanBucket, create: true };
  // With any queue, so that the notification is left, too.
  const environment = { ...props.environment, cleanBucket, snowpipeSqsArn: "" };
  return leaveAll(stack, (scratch) => addShared(scratch, { ...props, environment }));
}

/** MongoDB -> DMS -> RAW -> cleaner -> CLEAN. */
function addPipeline(
  stack: TerraformStack,
  { environment, sources }: StackProps,
  serviceRoles: ITerraformDependable[],
): void {
  const readerRoleArns = [TARGET_ROLE, CLEANER_ROLE].map((part) => roleArn(environment, part));
  const { bucket, keyArn } = new RawBucket(stack, "raw-bucket", { environment, readerRoleArns });
  const replication = addReplication(stack, { environment, sources, bucket, keyArn, serviceRoles });
  const topicArn = addAlarmTopic(stack, environment, resourceName(environment, "alarms"));
  const failures = new FailureQueue(stack, "failures", { environment, topicArn });
  const cleaner = new Cleaner(stack, "cleaner", { environment, rawKeyArn: keyArn, failureQueueArn: failures.arn });
  new CleanerTrigger(stack, "cleaner-trigger", { environment, bucket, functionArn: cleaner.functionArn });
  const replay = new Replay(stack, "replay", {
    environment,
    functionArn: cleaner.functionArn,
    failureQueueArn: failures.arn,
    failureQueueUrl: failures.url,
    rawKeyArn: keyArn,
  });
  const { dashboardUrl } = new Monitoring(stack, "monitoring", {
    environment,
    collections: collectionsOf(environment, sources).map(({ name }) => name),
    topicArn,
    replication,
    failures,
    cleaner,
    replay,
  });
  addBudget(stack, environment);
  addOutputs(stack, {
    raw_bucket: rawBucketName(environment),
    clean_prefix: cleanPrefix(environment),
    cleaner_function: cleaner.functionName,
    failure_queue_url: failures.url,
    ...Object.fromEntries(
      replication.tasks.map(({ database, arn }) => [outputName(environment, database, "replication_task_arn"), arn]),
    ),
    dashboard_url: dashboardUrl,
  });
}

function outputName(environment: MongodbToSnowflake, database: string, name: string): string {
  return database === firstDatabase(environment) ? name : `${idOf(database).replaceAll("-", "_")}_${name}`;
}
