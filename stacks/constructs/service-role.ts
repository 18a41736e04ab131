import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument, type Statement } from "../policy.ts";

interface ServiceRoleProps {
  readonly name: string;
  /** The service that may assume the role: `lambda.amazonaws.com`; several if they are one to the user, as those of Redshift are. */
  readonly service: string | readonly string[];
  /** All rights of the role. */
  readonly allow: readonly Omit<Statement, "Effect" | "Principal">[];
  /** What it may not do, whatever else allows it. */
  readonly deny?: readonly Omit<Statement, "Effect" | "Principal">[];
}

/** A role that one AWS service assumes, with one policy. */
export class ServiceRole extends Construct {
  readonly arn: string;
  /** For `dependsOn`: the role has no rights before its policy exists. */
  readonly granted: ITerraformDependable;

  constructor(scope: Construct, id: string, { name, service, allow, deny = [] }: ServiceRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "role", { name, assumeRolePolicy: trust(service) });
    this.arn = role.arn;
    this.granted = new IamRolePolicy(this, "policy", {
      name: "allow",
      role: role.name,
      policy: policyDocument([
        ...allow.map((statement) => ({ ...statement, Effect: "Allow" as const })),
        ...deny.map((statement) => ({ ...statement, Effect: "Deny" as const })),
      ]),
    });
  }
}

/** The trust policy of a role that an AWS service assumes. */
export function trust(service: string | readonly string[]): string {
  return policyDocument([
    { Sid: "Service", Effect: "Allow", Principal: { Service: service }, Action: ["sts:AssumeRole"] },
  ]);
}
