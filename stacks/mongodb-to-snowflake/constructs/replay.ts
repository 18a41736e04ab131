import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine/index.js";
import { Construct } from "constructs";
import { ServiceRole } from "../../constructs/service-role.ts";
import { replayName } from "../replay.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import { replayDefinition } from "./replay-definition.ts";
import { type ReplayResources, replayRights } from "./replay-rights.ts";
import type { ReplayTargets } from "./replay-steps.ts";

interface ReplayProps extends ReplayResources, ReplayTargets {
  readonly environment: MongodbToSnowflake;
}

/**
 * The state machine that cleans retained RAW objects again, started by an operator. It has no log: Step Functions keeps the history of
 * each object for 90 days (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html), and a log would need rights on
 * all log groups of the account.
 */
export class Replay extends Construct {
  readonly stateMachineArn: string;

  constructor(scope: Construct, id: string, props: ReplayProps) {
    super(scope, id);
    const { environment } = props;
    const name = replayName(environment);
    const role = new ServiceRole(this, "role", {
      name,
      service: "states.amazonaws.com",
      allow: replayRights(environment, props),
    });
    const machine = new SfnStateMachine(this, "state-machine", {
      name,
      roleArn: role.arn,
      definition: JSON.stringify(replayDefinition(environment, props)),
      dependsOn: [role.granted],
    });
    this.stateMachineArn = machine.arn;
  }
}
