import { CreateStateMachineCommand } from "@aws-sdk/client-sfn";
import type { Applier } from "../applier.ts";

interface StateMachine {
  readonly name: string;
  readonly role_arn: string;
  readonly definition: string;
}

export const stateMachine: Applier<StateMachine> = async (args, { aws }) => {
  const request = { name: args.name, roleArn: args.role_arn, definition: args.definition };
  const { stateMachineArn = "" } = await aws.sfn.send(new CreateStateMachineCommand(request));
  return { id: stateMachineArn, arn: stateMachineArn };
};
