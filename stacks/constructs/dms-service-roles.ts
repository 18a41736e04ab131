import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { trust } from "./service-role.ts";

/** The role with which DMS writes its logs. */
export const DMS_LOGS_ROLE = "dms-cloudwatch-logs-role";

/**
 * The two roles that DMS looks up by exactly these names. An account has each of them once.
 * https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html
 */
export class DmsServiceRoles extends Construct {
  /** For `dependsOn`: without these rights DMS can't create anything in the VPC. */
  readonly granted: ITerraformDependable[];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.granted = [
      this.addRole("dms-vpc-role", "AmazonDMSVPCManagementRole"),
      this.addRole(DMS_LOGS_ROLE, "AmazonDMSCloudWatchLogsRole"),
    ];
  }

  private addRole(name: string, managedPolicy: string): ITerraformDependable {
    const role = new IamRole(this, name, { name, assumeRolePolicy: trust("dms.amazonaws.com") });
    return new IamRolePolicyAttachment(this, `${name}-policy`, {
      role: role.name,
      policyArn: `arn:aws:iam::aws:policy/service-role/${managedPolicy}`,
    });
  }
}
