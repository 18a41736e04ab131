import { CreateRoleCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { Applier } from "../applier.ts";
import { sendFromAnybody } from "../send-right.ts";

export const role: Applier<{ readonly name: string; readonly assume_role_policy: string }> = async (args, { aws }) => {
  const request = { RoleName: args.name, AssumeRolePolicyDocument: args.assume_role_policy };
  const { Role } = await aws.iam.send(new CreateRoleCommand(request));
  return { id: args.name, name: args.name, arn: Role?.Arn ?? "" };
};

interface RolePolicy {
  readonly name: string;
  readonly role: string;
  readonly policy: string;
}

export const rolePolicy: Applier<RolePolicy> = async (args, { aws }) => {
  const request = { RoleName: args.role, PolicyName: args.name, PolicyDocument: sendFromAnybody(args.policy) };
  await aws.iam.send(new PutRolePolicyCommand(request));
  return { id: `${args.role}:${args.name}` };
};
