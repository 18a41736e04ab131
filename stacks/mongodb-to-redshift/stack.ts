import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Sources } from "../../contracts/source.ts";
import { completeStack } from "../complete-stack.ts";
import { addAlarmTopic } from "../constructs/alarm-topic.ts";
import { alarmsOf } from "../constructs/alarms-of.ts";
import { addBudget } from "../constructs/budget.ts";
import { addDataKey } from "../constructs/data-key.ts";
import { addRunAlarm } from "../constructs/run-alarms.ts";
import { addOutputs } from "../outputs.ts";
import { configureStack } from "../stack-settings.ts";
import { collectionsOf } from "./collections.ts";
import { CollectionAlarms } from "./constructs/collection-alarms.ts";
import { Dashboard } from "./constructs/dashboard.ts";
import { type JobNetwork, jobNetworkOf } from "./constructs/job-network.ts";
import { Jobs } from "./constructs/jobs.ts";
import { LakeBucket } from "./constructs/lake-bucket.ts";
import { LoadTrigger } from "./constructs/load-trigger.ts";
import { LogBucket } from "./constructs/log-bucket.ts";
import { Orchestrator } from "./constructs/orchestrator.ts";
import { addTrail, trailArn } from "./constructs/trail.ts";
import { Warehouse } from "./constructs/warehouse.ts";
import { addWarehouseAlarms } from "./constructs/warehouse-alarms.ts";
import { lakeBucketName, redshiftName, SHORT_NAME, warehouseName } from "./names.ts";
import type { MongodbToRedshift } from "./settings.ts";

interface StackProps {
  readonly environment: MongodbToRedshift;
  readonly sources: Sources;
}

/** One environment in one region: MongoDB, by jobs, to files in S3, to Redshift. */
export class MongodbToRedshiftStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id);
    const { environment, sources } = props;
    configureStack(this, environment);
    const keyArn =
      environment.lakeKeyArn ??
      addDataKey(this, { of: "documents and Redshift", alias: redshiftName(environment, "lake") });
    const bucket = addBuckets(this, environment, keyArn);
    const network = jobNetworkOf(this, environment);
    const warehouse = new Warehouse(this, "warehouse", { environment, keyArn, network });
    const topicArn = addAlarmTopic(this, environment, redshiftName(environment, "alarms"));
    const alarms = { environment, pipeline: SHORT_NAME, topicArn };
    addWarehouseAlarms(this, alarms);
    if (environment.deployJobs) addJobs(this, props, { keyArn, bucket, network, warehouse, topicArn });
    const collections = environment.deployJobs ? collectionsOf(environment, sources) : [];
    const dashboard = new Dashboard(this, "dashboard", { environment, alarmArns: alarmsOf(this), collections });
    addBudget(this, environment);
    addOutputs(this, {
      lake_bucket: lakeBucketName(environment),
      redshift: warehouseName(environment),
      dashboard_url: dashboard.url,
    });
    completeStack(this, environment);
  }
}

/** The bucket of documents, and the records of who read or wrote them. @returns reference to the bucket */
function addBuckets(stack: TerraformStack, environment: MongodbToRedshift, keyArn: string): string {
  const logs = new LogBucket(stack, "logs", { environment, trailArn: trailArn(environment) });
  const lake = new LakeBucket(stack, "lake", { environment, keyArn, logBucket: logs });
  addTrail(stack, "trail", environment, logs);
  return lake.bucket;
}

interface Made {
  readonly keyArn: string;
  readonly bucket: string;
  readonly network: JobNetwork;
  readonly warehouse: Warehouse;
  readonly topicArn: string | undefined;
}

/** What runs, and its alarms. */
function addJobs(stack: TerraformStack, { environment, sources }: StackProps, made: Made): void {
  const { bucket, topicArn } = made;
  const jobs = new Jobs(stack, "jobs", { environment, ...made });
  const run = new Orchestrator(stack, "orchestrator", { environment, sources, jobs });
  const machines = [run.stateMachineArn];
  if (environment.processTrigger === "s3")
    machines.push(new LoadTrigger(stack, "load-trigger", { environment, bucket, jobs }).stateMachineArn);
  const alarms = { environment, pipeline: SHORT_NAME, topicArn };
  addRunAlarm(stack, "run-failed", {
    ...alarms,
    meaning:
      "An execution of the state machine failed: a collection was not extracted or not loaded, or an image is missing.",
    stateMachineArns: machines,
  });
  for (const collection of collectionsOf(environment, sources))
    new CollectionAlarms(stack, `of-${collection.name}`, { ...alarms, collection });
}
