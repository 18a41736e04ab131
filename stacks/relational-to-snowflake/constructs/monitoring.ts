import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { alarmsOf } from "../../constructs/alarms-of.ts";
import type { Replication } from "../../constructs/replication.ts";
import { ReplicationAlarms } from "../../constructs/replication-alarms.ts";
import { TaskStopped } from "../../constructs/task-stopped.ts";
import { idOf, relationalName, SHORT_NAME } from "../names.ts";
import type { RelationalToSnowflake } from "../settings.ts";
import { Dashboard } from "./dashboard.ts";
import { addNothingWritten } from "./nothing-written.ts";

interface MonitoringProps {
  readonly environment: RelationalToSnowflake;
  readonly topicArn: string | undefined;
  readonly replication: Pick<Replication, "tasks">;
}

/** All alarms, and the dashboard that shows them. */
export class Monitoring extends Construct {
  readonly dashboardUrl: string;

  constructor(scope: Construct, id: string, { environment, topicArn, replication: { tasks } }: MonitoringProps) {
    super(scope, id);
    const alarms = { environment, pipeline: SHORT_NAME, topicArn };
    for (const { database, dimensions } of tasks) {
      new ReplicationAlarms(this, `${idOf(database)}-replication`, {
        ...alarms,
        of: database,
        target: "the lake",
        dimensions,
      });
      addNothingWritten(this, `${idOf(database)}-nothing-written`, { ...alarms, environment, database, dimensions });
    }
    if (topicArn !== undefined) {
      // Short, for a role's name.
      const name = relationalName(environment, "stopped");
      new TaskStopped(this, "task-stopped", { name, taskArns: tasks.map(({ arn }) => arn), topicArn });
    }
    const alarmArns = alarmsOf(TerraformStack.of(this));
    this.dashboardUrl = new Dashboard(this, "dashboard", { environment, alarmArns, tasks }).url;
  }
}
