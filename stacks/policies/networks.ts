import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { isNarrow, SSH } from "../network/check-administrators.ts";
import { type Addressed, addressed, blocks, refersTo, type Terraform, text, texts } from "./terraform-json.ts";

/** Nothing outside can connect, each rule is a resource of its own, and refused connections are logged. */
export function checkNetworks(stack: Terraform): Problem[] {
  return [
    ...addressed(stack, "aws_security_group").flatMap(checkGroup),
    ...addressed(stack, "aws_vpc_security_group_ingress_rule").flatMap(checkIngress),
    ...addressed(stack, "aws_vpc_security_group_egress_rule").flatMap(checkEgress),
    ...addressed(stack, "aws_security_group_rule").flatMap(({ address }) =>
      rule(
        false,
        address,
        "does not manage a rule by its id",
        "use aws_vpc_security_group_ingress_rule or …_egress_rule",
      ),
    ),
    ...addressed(stack, "aws_subnet").flatMap(({ address, it }) =>
      rule(
        it.map_public_ip_on_launch !== true,
        address,
        "gives everything in it a public address",
        "set map_public_ip_on_launch to false",
      ),
    ),
    ...addressed(stack, "aws_vpc").flatMap((vpc) => checkVpc(stack, vpc)),
  ];
}

/** Rules inside a group and rules that are their own resources remove each other at every apply. */
function checkGroup({ address, it }: Addressed): Problem[] {
  return rule(
    blocks(it.ingress).length === 0 && blocks(it.egress).length === 0,
    address,
    "has rules inside it",
    "make each rule a resource",
  );
}

/** Only members of another security group may connect, or few addresses by SSH. */
function checkIngress({ address, it }: Addressed): Problem[] {
  const fromGroup = it.cidr_ipv4 === undefined && it.cidr_ipv6 === undefined && it.prefix_list_id === undefined;
  return rule(
    (fromGroup && hasPorts(it)) || isAdministrators(it),
    address,
    "allows addresses, or every port",
    "name the group that may connect, and the port",
  );
}

function isAdministrators(it: Addressed["it"]): boolean {
  const isSsh = it.ip_protocol === "tcp" && it.from_port === SSH && it.to_port === SSH;
  return isSsh && isNarrow(text(it.cidr_ipv4)) && it.cidr_ipv6 === undefined && it.prefix_list_id === undefined;
}

function checkEgress({ address, it }: Addressed): Problem[] {
  return rule(
    hasPorts(it) && text(it.description) !== "",
    address,
    "allows every port, or has no description",
    "name the port, and describe the destination",
  );
}

function hasPorts(it: Addressed["it"]): boolean {
  return it.ip_protocol !== "-1" && typeof it.from_port === "number" && typeof it.to_port === "number";
}

function checkVpc(stack: Terraform, vpc: Addressed): Problem[] {
  const of = (type: string) => addressed(stack, type).filter(({ it }) => refersTo(it.vpc_id, vpc));
  const isEmptied = ({ it }: Addressed) => [it.ingress, it.egress].every((rules) => blocks(rules).length === 0);
  return [
    ...rule(
      of("aws_default_security_group").some(isEmptied),
      vpc.address,
      "its default security group allows every connection out",
      "add an aws_default_security_group without rules",
    ),
    ...rule(
      of("aws_flow_log").some(({ it }) => texts(it.traffic_type).some((traffic) => traffic !== "ACCEPT")),
      vpc.address,
      "refused connections are not logged",
      "add an aws_flow_log of REJECT",
    ),
  ];
}
