import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine/index.js";
import { Construct } from "constructs";
import type { Sources } from "../../../contracts/source.ts";
import { HOUR } from "../../constructs/alarm.ts";
import { ServiceRole } from "../../constructs/service-role.ts";
import { redshiftName, runName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";
import { runRights } from "./job-rights.ts";
import type { Jobs } from "./jobs.ts";
import { runDefinition } from "./run-definition.ts";

interface OrchestratorProps {
  readonly environment: MongodbToRedshift;
  readonly sources: Sources;
  readonly jobs: Jobs;
}

/**
 * The state machine that extracts and loads every collection, and its schedule. It has no log: Step Functions keeps the history of each execution
 * for 90 days. https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export class Orchestrator extends Construct {
  readonly stateMachineArn: string;

  constructor(scope: Construct, id: string, { environment, sources, jobs }: OrchestratorProps) {
    super(scope, id);
    const name = runName(environment);
    const role = new ServiceRole(this, "role", {
      name,
      service: "states.amazonaws.com",
      allow: runRights(environment, jobs.queueArn),
    });
    this.stateMachineArn = new SfnStateMachine(this, "state-machine", {
      name,
      roleArn: role.arn,
      definition: JSON.stringify(runDefinition(environment, sources, jobs)),
      dependsOn: [role.granted],
    }).arn;
    this.#addSchedule(environment);
  }

  /** Off, as a deploy starts nothing: `ops start` switches it on, `ops stop` off, and an apply leaves it as it is. */
  #addSchedule(environment: MongodbToRedshift): void {
    const { expression, timeZone } = environment.schedule;
    const name = redshiftName(environment, "schedule");
    const role = new ServiceRole(this, "schedule-role", {
      name,
      service: "scheduler.amazonaws.com",
      allow: [{ Sid: "Start", Action: ["states:StartExecution"], Resource: [this.stateMachineArn] }],
    });
    new SchedulerSchedule(this, "schedule", {
      name,
      scheduleExpression: expression,
      scheduleExpressionTimezone: timeZone,
      state: "DISABLED",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: this.stateMachineArn,
        roleArn: role.arn,
        input: "{}",
        // The next execution does the same, and the alarm on what is not loaded fires if none comes.
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: HOUR },
      },
      lifecycle: { ignoreChanges: ["state"] },
      dependsOn: [role.granted],
    });
  }
}
