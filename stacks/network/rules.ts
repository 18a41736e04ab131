import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
import type { Construct } from "constructs";

/** A group, by its name in requests and by its id in AWS. */
export interface Member {
  readonly name: string;
  readonly id: string;
}

/** Allows connections from members of one group to members of another: an egress rule and an ingress rule. */
export function allowConnection(scope: Construct, from: Member, to: Member, port: number): void {
  const id = `${from.name}-to-${to.name}-${port}`;
  new VpcSecurityGroupEgressRule(scope, `${id}-out`, {
    securityGroupId: from.id,
    referencedSecurityGroupId: to.id,
    description: `to ${to.name}`,
    ...tcp(port),
  });
  new VpcSecurityGroupIngressRule(scope, `${id}-in`, {
    securityGroupId: to.id,
    referencedSecurityGroupId: from.id,
    description: `from ${from.name}`,
    ...tcp(port),
  });
}

/** Allows connections from members of a group to S3, whose addresses are in the prefix list. */
export function allowEgressToPrefixList(scope: Construct, from: Member, prefixListId: string, port: number): void {
  new VpcSecurityGroupEgressRule(scope, `${from.name}-to-s3`, {
    securityGroupId: from.id,
    prefixListId,
    description: "to s3",
    ...tcp(port),
  });
}

interface Range {
  readonly cidr: string;
  readonly port: number;
  readonly why: string;
}

/** Allows connections from members of a group to addresses, and none from there. */
export function allowEgressToRange(scope: Construct, from: Member, { cidr, port, why }: Range): void {
  new VpcSecurityGroupEgressRule(scope, `${from.name}-to-${cidr.replace("/", "-")}-${port}`, {
    securityGroupId: from.id,
    cidrIpv4: cidr,
    description: why,
    ...tcp(port),
  });
}

/** Allows connections from addresses to members of a group. The policy of networks accepts few addresses, and SSH only. */
export function allowIngressFromRange(scope: Construct, to: Member, { cidr, port, why }: Range): void {
  new VpcSecurityGroupIngressRule(scope, `from-${cidr.replace("/", "-")}-to-${to.name}-${port}`, {
    securityGroupId: to.id,
    cidrIpv4: cidr,
    description: why,
    ...tcp(port),
  });
}

function tcp(port: number) {
  return { ipProtocol: "tcp", fromPort: port, toPort: port };
}
