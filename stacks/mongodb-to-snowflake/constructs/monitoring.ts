import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { AlarmProps } from "../../constructs/alarm.ts";
import type { FailureQueue } from "../../constructs/failure-queue.ts";
import { inDatabase } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import type { Cleaner } from "./cleaner.ts";
import { CleanerAlarms } from "./cleaner-alarms.ts";
import { CollectionAlarms } from "./collection-alarms.ts";
import { Dashboard } from "./dashboard.ts";
import type { Replay } from "./replay.ts";
import { ReplayAlarms } from "./replay-alarms.ts";
import type { Replication } from "./replication.ts";
import { ReplicationAlarms } from "./replication-alarms.ts";
import { TaskStopped } from "./task-stopped.ts";

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
    for (const task of tasks)
      new ReplicationAlarms(this, inDatabase(environment, task.database, "replication"), { ...alarms, task });
    if (topicArn !== undefined)
      new TaskStopped(this, "task-stopped", { environment, taskArns: tasks.map(({ arn }) => arn), topicArn });
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

/** ARNs of all alarms in the stack, also those of other constructs. */
function alarmsOf(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .filter((node) => node instanceof CloudwatchMetricAlarm)
    .map(({ arn }) => arn);
}
