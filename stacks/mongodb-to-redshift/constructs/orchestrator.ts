import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine/index.js";
import { Construct } from "constructs";
import type { Sources } from "../../../contracts/source.ts";
import { addRunSchedule } from "../../constructs/run-schedule.ts";
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
    addRunSchedule(this, {
      ...environment.schedule,
      name: redshiftName(environment, "schedule"),
      stateMachineArn: this.stateMachineArn,
    });
  }
}
