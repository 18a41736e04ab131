import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Sources } from "../../contracts/source.ts";
import { completeStack } from "../complete-stack.ts";
import { addAlarmTopic } from "../constructs/alarm-topic.ts";
import { addBudget } from "../constructs/budget.ts";
import { addScheduleRole } from "../constructs/daily-schedule.ts";
import { DmsServiceRoles } from "../constructs/dms-service-roles.ts";
import { SnowflakeNotification } from "../constructs/snowflake-notification.ts";
import { keepData, setRemoved } from "../keep-data.ts";
import { roleArn } from "../names.ts";
import { addOutputs } from "../outputs.ts";
import { configureStack } from "../stack-settings.ts";
import { addReplication, TARGET_ROLE } from "./constructs/add-replication.ts";
import { dmsNetwork } from "./constructs/dms-network.ts";
import { LakeBucket } from "./constructs/lake-bucket.ts";
import { LakeColumns } from "./constructs/lake-columns.ts";
import { Monitoring } from "./constructs/monitoring.ts";
import { addSnowflakeReader } from "./constructs/snowflake-reader.ts";
import { SourceColumns } from "./constructs/source-columns.ts";
import {
  idOf,
  LAKE_COLUMNS_ROLE,
  lakeBucketName,
  lakeColumnsName,
  relationalName,
  SHORT_NAME,
  sourceColumnsName,
} from "./names.ts";
import type { RelationalToSnowflake } from "./settings.ts";
import { isOpen, lakeAccess, readPrefixes } from "./snowflake.ts";

interface StackProps {
  readonly environment: RelationalToSnowflake;
  readonly sources: Sources;
}

/** One environment in one region: relational databases to files of their changes. */
export class RelationalToSnowflakeStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id);
    const { environment } = props;
    configureStack(this, environment);
    // They exist even if DMS is off: other stacks of the account need them.
    const serviceRoles = environment.createDmsServiceRoles
      ? new DmsServiceRoles(this, "dms-service-roles").granted
      : [];
    if (environment.deployDms) addPipeline(this, props, serviceRoles);
    else if (environment.protectData)
      setRemoved(
        this,
        keepData(this, (scratch) => addPipeline(scratch, props, [])),
      );
    completeStack(this, environment);
  }
}

/** MySQL, PostgreSQL -> DMS -> the lake. */
function addPipeline(
  stack: TerraformStack,
  { environment, sources }: StackProps,
  serviceRoles: ITerraformDependable[],
): void {
  const readerRoleArns = [
    ...READERS.map((part) => roleArn(environment, `${SHORT_NAME}-${part}`)),
    ...(isOpen(environment) ? [lakeAccess(environment).roleArn] : []),
  ];
  const { bucket, keyArn } = new LakeBucket(stack, "lake", { environment, readerRoleArns });
  addSnowflakeReader(stack, environment, keyArn);
  addNotification(stack, environment, bucket);
  const network = dmsNetwork(stack, environment);
  const replication = addReplication(stack, { environment, sources, bucket, keyArn, network, serviceRoles });
  const topicArn = addAlarmTopic(stack, environment, relationalName(environment, "alarms"));
  const scheduleRole = addScheduleRole(stack, "daily", {
    environment,
    name: relationalName(environment, "daily"),
    functionNames: [lakeColumnsName(environment), sourceColumnsName(environment)],
  });
  const daily = { environment, pipeline: SHORT_NAME, topicArn, scheduleRole };
  new LakeColumns(stack, "lake-columns", { ...daily, keyArn });
  new SourceColumns(stack, "source-columns", { ...daily, sources, network });
  const { dashboardUrl } = new Monitoring(stack, "monitoring", { environment, topicArn, replication });
  addBudget(stack, environment);
  addOutputs(stack, {
    lake_bucket: lakeBucketName(environment),
    ...Object.fromEntries(
      replication.tasks.map(({ database, arn }) => [
        `${idOf(database).replaceAll("-", "_")}_replication_task_arn`,
        arn,
      ]),
    ),
    dashboard_url: dashboardUrl,
  });
}

/** Snowflake's external tables are told of each new file, if its queue is known. */
function addNotification(stack: TerraformStack, environment: RelationalToSnowflake, bucket: string): void {
  const { refresh } = environment;
  if (refresh === "dbt" || refresh.queueArn === undefined) return;
  const folders = readPrefixes(environment).map((prefix) => ({ id: prefix.slice(0, -1), prefix }));
  new SnowflakeNotification(stack, "snowflake-hook", { bucket, queueArn: refresh.queueArn, folders });
}

/** Roles of the stack that may read rows: DMS reads back the parts of its uploads, and the check of the columns the ends of files. */
const READERS = [TARGET_ROLE, LAKE_COLUMNS_ROLE];
