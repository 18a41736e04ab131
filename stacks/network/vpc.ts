import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group/index.js";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway/index.js";
import { Vpc as AwsVpc } from "@cdktf/provider-aws/lib/vpc/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { networkName, vpcName } from "./names.ts";
import type { MadeNetwork } from "./settings.ts";

interface VpcProps {
  readonly environment: Environment;
  readonly settings: MadeNetwork;
}

/** The VPC, its internet gateway, and its default security group, which nothing uses and which allows nothing. */
export class Vpc extends Construct {
  readonly vpcId: string;
  readonly internetGateway: InternetGateway;

  constructor(scope: Construct, id: string, { environment, settings }: VpcProps) {
    super(scope, id);
    this.vpcId = new AwsVpc(this, "vpc", {
      cidrBlock: settings.cidr,
      // Without both of them, the services' DNS names resolve to public addresses instead of the interface endpoints.
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: vpcName(environment) },
    }).id;
    // AWS creates it with rules that allow connections between its members and to everywhere. Adopting it removes them,
    // and the empty lists remove rules that somebody adds later.
    // https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
    new DefaultSecurityGroup(this, "default-group", {
      vpcId: this.vpcId,
      ingress: [],
      egress: [],
      tags: { Name: networkName(environment, "unused") },
    });
    this.internetGateway = new InternetGateway(this, "internet-gateway", {
      vpcId: this.vpcId,
      tags: { Name: vpcName(environment) },
    });
  }
}
