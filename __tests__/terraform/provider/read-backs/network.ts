import { byDefault, computed, echoed, filledIn, type ReadBacks } from "../read-back.ts";

const VPC = "AWS__EC2__VPC.WorkersVpcA828E13A.json";
const SUBNET = "AWS__EC2__Subnet.WorkersVpcPrivateSubnet1SubnetFE152C46.json";
const NAT = "AWS__EC2__NatGateway.WorkersVpcPublicSubnet1NATGatewayB0C476F1.json";
const NAT_GO = "internal/service/ec2/vpc_nat_gateway.go";
const EIP_GO = "internal/service/ec2/ec2_eip.go";
const ROUTE_GO = "internal/service/ec2/vpc_route.go";
const ROUTE_TABLE_GO = "internal/service/ec2/vpc_route_table.go";
const INTERFACE = "AWS__EC2__VPCEndpoint.SecretsEp58436907.json";
const GATEWAY = "AWS__EC2__VPCEndpoint.VpcS3Endpoint4A3DE4B5.json";
const GROUP = "AWS__EC2__SecurityGroup.SgD4954771.json";
const GROUP_GO = "internal/service/ec2/vpc_security_group.go";
const FLOW_LOG_GO = "internal/service/ec2/vpc_flow_log.go";

/** Rules are separate resources, and the group reads all of them. */
const A_RULE = {
  cidr_blocks: [],
  description: "from redshift-loader",
  from_port: 443,
  ipv6_cidr_blocks: [],
  prefix_list_ids: [],
  protocol: "tcp",
  security_groups: ["sg-0ba527d158588a09f"],
  self: false,
  to_port: 443,
};

export const NETWORK: ReadBacks = {
  aws_vpc: {
    ...echoed(VPC, "enable_dns_support", "tags"),
    ...computed(VPC, "cidr_block", "enable_dns_hostnames", "ipv6_cidr_block", "ipv6_association_id"),
    ...byDefault(VPC, { instance_tenancy: "default" }),
    ...computed("internal/service/ec2/vpc_.go", "ipv6_cidr_block_network_border_group", "ipv6_netmask_length"),
    ...filledIn("internal/service/ec2/vpc_.go", { enable_network_address_usage_metrics: false }),
  },
  aws_subnet: {
    ...echoed(SUBNET, "cidr_block", "vpc_id", "tags"),
    ...filledIn(SUBNET, { availability_zone: "us-west-2a", private_dns_hostname_type_on_launch: "ip-name" }),
    ...computed(SUBNET, "availability_zone_id"),
    ...byDefault(SUBNET, {
      assign_ipv6_address_on_creation: false,
      enable_dns64: false,
      enable_resource_name_dns_a_record_on_launch: false,
      enable_resource_name_dns_aaaa_record_on_launch: false,
      ipv6_native: false,
      map_public_ip_on_launch: false,
    }),
    ...echoed("internal/service/ec2/vpc_subnet.go", "timeouts.delete"),
  },
  aws_internet_gateway: {
    ...echoed("AWS__EC2__VPCGatewayAttachment.WorkersVpcVPCGWCCE585FA.json", "vpc_id"),
    ...echoed("internal/service/ec2/vpc_internet_gateway.go", "tags"),
  },
  aws_eip: {
    ...computed(EIP_GO, "domain", "address", "instance", "ipam_pool_id", "network_border_group", "network_interface"),
    ...echoed(EIP_GO, "tags"),
    ...filledIn(EIP_GO, { public_ipv4_pool: "amazon" }),
  },
  aws_nat_gateway: {
    ...echoed(NAT, "tags"),
    ...echoed(NAT_GO, "allocation_id"),
    ...computed(NAT_GO, "secondary_private_ip_addresses", "secondary_private_ip_address_count"),
    ...computed(NAT_GO, "secondary_allocation_ids"),
    ...computed(NAT, "subnet_id", "vpc_id", "availability_zone_address"),
    ...filledIn(NAT, { availability_mode: "zonal", private_ip: "10.0.0.62" }),
    ...byDefault(NAT, { connectivity_type: "public" }),
  },
  aws_route_table: {
    ...echoed(ROUTE_TABLE_GO, "vpc_id", "tags"),
    // Routes are separate resources, and the table reads them.
    ...filledIn(ROUTE_TABLE_GO, {
      route: [
        {
          carrier_gateway_id: "",
          cidr_block: "0.0.0.0/0",
          core_network_arn: "",
          destination_prefix_list_id: "",
          egress_only_gateway_id: "",
          gateway_id: "",
          ipv6_cidr_block: "",
          local_gateway_id: "",
          nat_gateway_id: "nat-07e873bd1eb79666a",
          network_interface_id: "",
          transit_gateway_id: "",
          vpc_endpoint_id: "",
          vpc_peering_connection_id: "",
        },
      ],
      propagating_vgws: [],
    }),
  },
  aws_route_table_association: echoed(
    "AWS__EC2__SubnetRouteTableAssociation.WorkersVpcPrivateSubnet1RouteTableAssociation70862F8D.json",
    "route_table_id",
    "subnet_id",
  ),
  aws_route: {
    ...echoed(ROUTE_GO, "route_table_id", "destination_cidr_block", "gateway_id", "nat_gateway_id"),
    ...computed(ROUTE_GO, "network_interface_id"),
  },
  aws_vpc_endpoint: {
    ...echoed(INTERFACE, "service_name", "vpc_endpoint_type", "vpc_id"),
    ...echoed("AWS__EC2__VPCEndpoint.SqsIfEp.json", "tags"),
    ...computed(INTERFACE, "private_dns_enabled", "security_group_ids", "subnet_ids", "subnet_configuration"),
    ...computed(GATEWAY, "route_table_ids"),
    ...computed("internal/service/ec2/vpc_endpoint.go", "service_region"),
    ...filledIn(INTERFACE, {
      ip_address_type: "ipv4",
      policy: '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}',
      // The first is the one without a zone.
      dns_entry: [
        { dns_name: "vpce-0123456789abcdef0.ssm.us-west-2.vpce.amazonaws.com", hosted_zone_id: "Z1YSA3EXCYUU9Z" },
      ],
      dns_options: [{ dns_record_ip_type: "ipv4", private_dns_only_for_inbound_resolver_endpoint: false }],
    }),
  },
  aws_default_security_group: {
    ...computed("internal/service/ec2/vpc_default_security_group.go", "ingress", "egress", "vpc_id"),
    ...echoed("internal/service/ec2/vpc_default_security_group.go", "tags"),
    ...byDefault("internal/service/ec2/vpc_default_security_group.go", { revoke_rules_on_delete: false }),
  },
  aws_security_group: {
    ...echoed(GROUP, "description", "tags"),
    ...computed(GROUP, "name", "vpc_id"),
    ...computed(GROUP_GO, "name_prefix"),
    ...filledIn(GROUP_GO, { ingress: [A_RULE], egress: [A_RULE] }),
    ...byDefault(GROUP_GO, { revoke_rules_on_delete: false }),
    ...echoed(GROUP_GO, "timeouts.delete"),
  },
  aws_vpc_security_group_ingress_rule: echoed(
    "AWS__EC2__SecurityGroupIngress.WebSgIngress.json",
    "description",
    "from_port",
    "ip_protocol",
    "referenced_security_group_id",
    "security_group_id",
    "to_port",
  ),
  aws_vpc_security_group_egress_rule: {
    ...echoed("AWS__EC2__SecurityGroupEgress.WebSgEgress.json", "description", "from_port", "ip_protocol", "to_port"),
    ...echoed("AWS__EC2__SecurityGroupEgress.WebSgEgress.json", "referenced_security_group_id", "security_group_id"),
    ...echoed("AWS__EC2__SecurityGroupIngress.SgfromIndirectPeer3306317FA3C9.json", "prefix_list_id"),
    ...echoed(GROUP, "cidr_ipv4"),
  },
  aws_flow_log: {
    ...echoed(FLOW_LOG_GO, "iam_role_arn", "traffic_type", "vpc_id", "tags"),
    ...computed(FLOW_LOG_GO, "log_destination"),
    ...byDefault(FLOW_LOG_GO, { log_destination_type: "cloud-watch-logs", max_aggregation_interval: 600 }),
    ...filledIn(FLOW_LOG_GO, { log_format: "made up" }),
  },
};
