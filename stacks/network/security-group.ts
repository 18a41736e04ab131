import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { networkName } from "./names.ts";

interface SecurityGroupProps {
  readonly environment: Environment;
  readonly vpcId: string;
  /** Who its members are: `postgres-sync`. */
  readonly thing: string;
}

/**
 * A group without rules: each rule is a resource of its own. Rules inside it and rules beside it would remove each other, and
 * two groups that name each other inside could not be made at all. Without a rule AWS lets nothing in, and Terraform removes the
 * rule that lets everything out.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
export class SecurityGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, { environment, vpcId, thing }: SecurityGroupProps) {
    super(scope, id);
    const name = networkName(environment, thing);
    this.id = new AwsSecurityGroup(this, "group", {
      vpcId,
      name,
      // Can't be changed without replacing the group, so it says nothing that may change.
      description: name,
      tags: { Name: name },
      // A function's interfaces stay for up to 45 minutes after it is gone. https://github.com/hashicorp/terraform-provider-aws/issues/10329
      timeouts: { delete: "60m" },
    }).id;
  }
}
