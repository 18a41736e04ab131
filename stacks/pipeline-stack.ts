import { type ITerraformDependable, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { AllowList } from "../contracts/mask.ts";
import { AlarmTopic } from "./constructs/alarm-topic.ts";
import { addBudget } from "./constructs/budget.ts";
import { CleanBucket } from "./constructs/clean-bucket.ts";
import { CLEANER_ROLE, Cleaner } from "./constructs/cleaner.ts";
import { CleanerTrigger } from "./constructs/cleaner-trigger.ts";
import { DmsServiceRoles } from "./constructs/dms-service-roles.ts";
import { FailureQueue } from "./constructs/failure-queue.ts";
import { Monitoring } from "./constructs/monitoring.ts";
import { RawBucket } from "./constructs/raw-bucket.ts";
import { Replay } from "./constructs/replay.ts";
import { Replication } from "./constructs/replication.ts";
import { ReplicationSource } from "./constructs/replication-source.ts";
import { ReplicationTarget, TARGET_ROLE } from "./constructs/replication-target.ts";
import { SnowpipeNotification } from "./constructs/snowpipe-notification.ts";
import type { Environment } from "./environment.ts";
import { keepData } from "./keep-data.ts";
import { CLEAN_BUCKET_REGION, cleanPrefix, rawBucketName, resourceName, roleArn } from "./names.ts";
import { isPrimary, ownFirst } from "./primary.ts";
import { protectData } from "./protect-data.ts";
import { configureStack, providerIn } from "./stack-settings.ts";

interface PipelineStackProps {
  readonly environment: Environment;
  /** All environments, this one too: the primary stack owns what they share. */
  readonly environments: readonly Environment[];
  readonly allowList: AllowList;
}

/** One environment in one region: MongoDB to RAW to CLEAN. The primary stack also has the CLEAN bucket. */
export class PipelineStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id);
    const { environment } = props;
    configureStack(this, environment);
    // These two exist even if DMS is off: switching it off must not destroy what other stacks need.
    if (isPrimary(environment)) addShared(this, props);
    const serviceRoles = environment.createDmsServiceRoles
      ? new DmsServiceRoles(this, "dms-service-roles").granted
      : [];
    if (environment.deployDms) addPipeline(this, props, serviceRoles);
    else if (environment.protectData) keepData(this, (scratch) => addPipeline(scratch, props, []));
    protectData(this, environment.protectData);
  }
}

/** Adds what the primary stack owns for all stacks. */
function addShared(stack: TerraformStack, { environment, environments }: PipelineStackProps): void {
  const provider = providerIn(stack, environment, CLEAN_BUCKET_REGION);
  const writers = ownFirst(environment, environments);
  const { bucket } = new CleanBucket(stack, "clean-bucket", { writers, provider });
  if (environment.snowpipeSqsArn === undefined) return;
  new SnowpipeNotification(stack, "snowpipe-hook", { bucket, queueArn: environment.snowpipeSqsArn, writers, provider });
}

/** MongoDB -> DMS -> RAW -> cleaner -> CLEAN. */
function addPipeline(
  stack: TerraformStack,
  { environment, allowList }: PipelineStackProps,
  serviceRoles: ITerraformDependable[],
): void {
  const readerRoleArns = [TARGET_ROLE, CLEANER_ROLE].map((part) => roleArn(environment, part));
  const { bucket, keyArn } = new RawBucket(stack, "raw-bucket", { environment, readerRoleArns });
  const source = new ReplicationSource(stack, "replication-source", { environment, keyArn });
  const target = new ReplicationTarget(stack, "replication-target", { environment, bucket, keyArn });
  const replication = new Replication(stack, "replication", {
    environment,
    allowList,
    sourceEndpointArn: source.endpointArn,
    targetEndpointArn: target.endpointArn,
    keyArn,
    serviceRoles,
  });
  const topicArn = addTopic(stack, environment);
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
    collections: Object.keys(allowList),
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
    replication_task_arn: replication.taskArn,
    dashboard_url: dashboardUrl,
  });
}

/** The topic that alarms notify. @returns its ARN; undefined if the environment has no address for alarms */
function addTopic(stack: TerraformStack, environment: Environment): string | undefined {
  if ("none" in environment.alarms) return undefined;
  return new AlarmTopic(stack, "alarms", { name: resourceName(environment, "alarms"), ...environment.alarms }).arn;
}

/** For `terraform output`. */
function addOutputs(stack: TerraformStack, outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) new TerraformOutput(stack, name, { value });
}
