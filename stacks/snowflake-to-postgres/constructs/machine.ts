import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine/index.js";
import { Construct } from "constructs";
import { ServiceRole } from "../../constructs/service-role.ts";
import type { Statement } from "../../policy.ts";
import { postgresName, type StateMachine } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

interface MachineProps {
  readonly environment: SnowflakeToPostgres;
  readonly machine: StateMachine;
  readonly definition: object;
  /** All rights of its role. */
  readonly allow: readonly Right[];
}

type Right = Omit<Statement, "Effect" | "Principal">;

/** A state machine and its role. It has no log: Step Functions keeps the history of each execution for 90 days. */
export class Machine extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, machine, definition, allow }: MachineProps) {
    super(scope, id);
    // The machine and the function that it calls have the same name, but their roles can't.
    const role = new ServiceRole(this, "role", {
      name: postgresName(environment, `do-${machine}`),
      service: "states.amazonaws.com",
      allow,
    });
    this.arn = new SfnStateMachine(this, "state-machine", {
      name: postgresName(environment, machine),
      roleArn: role.arn,
      definition: JSON.stringify(definition),
      dependsOn: [role.granted],
    }).arn;
  }
}

/** The right to call a function that the machine has in its steps. */
export function invokeRights(functionArn: string): Right[] {
  return [{ Sid: "Invoke", Action: ["lambda:InvokeFunction"], Resource: [functionArn] }];
}
