import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { networkName } from "./names.ts";

interface SecurityGroupProps {
  readonly environment: Environment;
  readonly vpcId: string;
  /** Part of its name, which says who its members are: `postgres-sync`. */
  readonly part: string;
}

/**
 * A security group without rules inside it: each rule is its own resource. Rules inside it and rules that are resources would remove
 * each other, and two groups whose inside rules name each other could not be created. Without rules AWS allows nothing in, and
 * Terraform removes AWS's default rule that allows everything out.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 */
export class SecurityGroup extends Construct {
  readonly id: string;

  constructor(scope: Construct, id: string, { environment, vpcId, part }: SecurityGroupProps) {
    super(scope, id);
    const name = networkName(environment, part);
    this.id = new AwsSecurityGroup(this, "group", {
      vpcId,
      name,
      // A new description would replace the group, so it has nothing that may change.
      description: name,
      tags: { Name: name },
      // The network interfaces of a Lambda function stay for up to 45 minutes after the function is destroyed. https://github.com/hashicorp/terraform-provider-aws/issues/10329
      timeouts: { delete: "60m" },
    }).id;
  }
}
