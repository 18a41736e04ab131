import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group/index.js";
import { Construct } from "constructs";
import { streamPart } from "../../../contracts/stream-names.ts";
import { MINUTE } from "../../constructs/alarm.ts";
import { addScheduleRole } from "../../constructs/daily-schedule.ts";
import { mysqlName, producerName, scheduleGroupName, tableResourceName } from "../names.ts";
import type { DatabaseSettings, MysqlToSnowflake } from "../settings.ts";
import { databasesOf, type StreamedTable } from "../tables.ts";

interface SchedulesProps {
  readonly environment: MysqlToSnowflake;
  readonly tables: readonly StreamedTable[];
  /** Of the function that reads a database. */
  readonly producerArn: (database: string) => string;
}

/**
 * A schedule for each table. They are off until an operator starts them (`ops start`), after looking at what the deploy has made; Terraform
 * then leaves that as it is. EventBridge's scheduled rules are a legacy feature.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export class Schedules extends Construct {
  constructor(scope: Construct, id: string, { environment, tables, producerArn }: SchedulesProps) {
    super(scope, id);
    const group = new SchedulerScheduleGroup(this, "group", { name: scheduleGroupName(environment) });
    const role = addScheduleRole(this, "role", {
      environment,
      name: mysqlName(environment, "schedules"),
      functionNames: databasesOf(environment).map((database) => producerName(environment, database)),
    });
    for (const { database, table } of tables) {
      const { everyMinutes } = environment.databases[database] as DatabaseSettings;
      new SchedulerSchedule(this, streamPart(database, table), {
        name: tableResourceName(environment, database, table),
        groupName: group.name,
        scheduleExpression: rate(everyMinutes),
        flexibleTimeWindow: { mode: "OFF" },
        state: "DISABLED",
        lifecycle: { ignoreChanges: ["state"] },
        target: {
          arn: producerArn(database),
          roleArn: role.arn,
          input: JSON.stringify({ table }),
          // Otherwise 185 attempts in a day, while the next run does the same.
          retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: everyMinutes * MINUTE },
        },
        dependsOn: [role.granted],
      });
    }
  }
}

function rate(minutes: number): string {
  return `rate(${minutes} ${minutes === 1 ? "minute" : "minutes"})`;
}
