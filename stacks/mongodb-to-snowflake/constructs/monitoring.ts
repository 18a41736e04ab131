import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { AlarmProps } from "../../constructs/alarm.ts";
import { alarmsOf } from "../../constructs/alarms-of.ts";
import type { FailureQueue } from "../../constructs/failure-queue.ts";
import type { Replication } from "../../constructs/replication.ts";
import { ReplicationAlarms } from "../../constructs/replication-alarms.ts";
import { TASK_STOPPED, TaskStopped } from "../../constructs/task-stopped.ts";
import { resourceName } from "../../names.ts";
import { firstDatabase } from "../collections.ts";
import { inDatabase } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import type { Cleaner } from "./cleaner.ts";
import { CleanerAlarms } from "./cleaner-alarms.ts";
import { CollectionAlarms } from "./collection-alarms.ts";
import { Dashboard } from "./dashboard.ts";
import type { Replay } from "./replay.ts";
import { ReplayAlarms } from "./replay-alarms.ts";

interface MonitoringProps extends AlarmProps {
  readonly environment: MongodbToSnowflake;
  /** As the stack names them. */
  readonly collections: readonly string[];
  readonly replication: Pick<Replication, "tasks">;
  readonly failures: Pick<FailureQueue, "queueName">;
  readonly cleaner: Pick<Cleaner, "functionName" | "timeoutSeconds">;
  readonly replay: Pick<Replay, "stateMachineArn">;
}

/** All alarms but the failure queue's, and the dashboard that shows them all. */
export class Monitoring extends Construct {
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { environment, topicArn, collections, failures } = props;
    const { functionName, timeoutSeconds } = props.cleaner;
    const { tasks } = props.replication;
    const alarms = { environment, topicArn };
    for (const { database, dimensions } of tasks)
      new ReplicationAlarms(this, inDatabase(environment, database, "replication"), {
        ...alarms,
        ...(database === firstDatabase(environment) ? {} : { of: database }),
        target: "RAW",
        dimensions,
      });
    if (topicArn !== undefined) {
      const name = resourceName(environment, TASK_STOPPED);
      new TaskStopped(this, "task-stopped", { name, taskArns: tasks.map(({ arn }) => arn), topicArn });
    }
    new CleanerAlarms(this, "cleaner", { ...alarms, functionName, timeoutSeconds });
    new ReplayAlarms(this, "replay", { ...alarms, ...props.replay });
    for (const collection of collections) new CollectionAlarms(this, `of-${collection}`, { ...alarms, collection });
    this.dashboardUrl = new Dashboard(this, "dashboard", {
      environment,
      collections,
      alarmArns: alarmsOf(TerraformStack.of(this)),
      functionName,
      timeoutSeconds,
      queueName: failures.queueName,
      tasks,
    }).url;
  }
}
