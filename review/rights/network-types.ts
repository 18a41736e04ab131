import { actionsOf } from "./actions.ts";
import type { TypeRights } from "./type-rights.ts";

const TAGS = "CreateTags DeleteTags";

/** What the provider does with interfaces of Lambda functions that stay in a subnet or a group that it deletes. */
const REMAINING_INTERFACES = "DescribeNetworkInterfaces DetachNetworkInterface DeleteNetworkInterface";

/** The actions of the types that only a network stack has, from the same source as those of the other types. */
export const NETWORK_RIGHTS: { readonly [type: string]: TypeRights } = {
  aws_default_security_group: {
    read: ec2("DescribeSecurityGroups"),
    write: ec2(`RevokeSecurityGroupIngress RevokeSecurityGroupEgress ${TAGS}`),
  },
  aws_eip: {
    read: ec2("DescribeAddresses DescribeAddressesAttribute"),
    write: ec2(`AllocateAddress DisassociateAddress ReleaseAddress ${TAGS}`),
  },
  aws_flow_log: {
    read: ec2("DescribeFlowLogs"),
    // The service gets the role that writes the log.
    write: [...ec2(`CreateFlowLogs DeleteFlowLogs ${TAGS}`), "iam:PassRole"],
  },
  aws_internet_gateway: {
    read: ec2("DescribeInternetGateways"),
    write: ec2(`CreateInternetGateway AttachInternetGateway DetachInternetGateway DeleteInternetGateway ${TAGS}`),
  },
  aws_nat_gateway: { read: ec2("DescribeNatGateways"), write: ec2(`CreateNatGateway DeleteNatGateway ${TAGS}`) },
  aws_route: { read: ec2("DescribeRouteTables"), write: ec2("CreateRoute ReplaceRoute DeleteRoute") },
  aws_route_table: {
    read: ec2("DescribeRouteTables"),
    write: ec2(`CreateRouteTable DisassociateRouteTable DeleteRouteTable ${TAGS}`),
  },
  aws_route_table_association: {
    read: ec2("DescribeRouteTables"),
    write: ec2("AssociateRouteTable ReplaceRouteTableAssociation DisassociateRouteTable"),
  },
  aws_security_group: {
    read: ec2("DescribeSecurityGroups"),
    write: ec2(
      `CreateSecurityGroup RevokeSecurityGroupIngress RevokeSecurityGroupEgress DeleteSecurityGroup ${REMAINING_INTERFACES} ${TAGS}`,
    ),
  },
  aws_subnet: {
    read: ec2("DescribeSubnets"),
    write: ec2(`CreateSubnet ModifySubnetAttribute DeleteSubnet ${REMAINING_INTERFACES} ${TAGS}`),
  },
  aws_vpc: {
    read: ec2("DescribeVpcs DescribeVpcAttribute DescribeNetworkAcls DescribeRouteTables DescribeSecurityGroups"),
    write: ec2(`CreateVpc ModifyVpcAttribute DeleteVpc ${TAGS}`),
  },
  aws_vpc_endpoint: {
    read: ec2("DescribeVpcEndpoints DescribePrefixLists"),
    // With private DNS, AWS associates the VPC with the zone of the service's names.
    write: [
      ...ec2(`CreateVpcEndpoint ModifyVpcEndpoint DeleteVpcEndpoints ${TAGS}`),
      "route53:AssociateVPCWithHostedZone",
    ],
  },
  aws_vpc_security_group_egress_rule: {
    read: ec2("DescribeSecurityGroupRules"),
    write: ec2(`AuthorizeSecurityGroupEgress ModifySecurityGroupRules RevokeSecurityGroupEgress ${TAGS}`),
  },
  aws_vpc_security_group_ingress_rule: {
    read: ec2("DescribeSecurityGroupRules"),
    write: ec2(`AuthorizeSecurityGroupIngress ModifySecurityGroupRules RevokeSecurityGroupIngress ${TAGS}`),
  },
};

function ec2(actions: string): string[] {
  return actionsOf("ec2", actions);
}
