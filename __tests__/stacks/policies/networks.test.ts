import { expect } from "chai";
import { checkPolicies } from "../../../stacks/policies/policies.ts";
import { synthNetwork } from "../network/synth.ts";
import { once } from "../synth.ts";

/** A stack that may be changed. */
type Open = Record<string, Record<string, Record<string, unknown>>>;

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

/** A fault, the change of the network stack that causes it, and the problem that the policies find. */
const FAULTS: readonly (readonly [fault: string, change: (stack: Open) => void, problem: RegExp])[] = [
  ["ingress from every address", (it) => all(it, INGRESS, { cidr_ipv4: "0.0.0.0/0" }), /allows addresses/],
  ["ingress from every IPv6 address", (it) => all(it, INGRESS, { cidr_ipv6: "::/0" }), /allows addresses/],
  ["ingress from a list of addresses", (it) => all(it, INGRESS, { prefix_list_id: "pl-1" }), /allows addresses/],
  ["ingress on every port", (it) => all(it, INGRESS, { ip_protocol: "-1" }), /or every port/],
  ["ingress without a port", (it) => all(it, INGRESS, { from_port: undefined }), /or every port/],
  ["egress on every port", (it) => all(it, EGRESS, { ip_protocol: "-1" }), /allows every port/],
  ["egress without a description", (it) => all(it, EGRESS, { description: undefined }), /has no description/],
  ["rules inside a group", (it) => all(it, "aws_security_group", { ingress: [{ from_port: 1 }] }), /has rules inside/],
  [
    "a rule of the older kind",
    (it) => Object.assign(it, { aws_security_group_rule: { old: { type: "ingress" } } }),
    /does not manage a rule by its id/,
  ],
  [
    "a subnet that gives everything a public address",
    (it) => all(it, "aws_subnet", { map_public_ip_on_launch: true }),
    /gives everything in it a public address/,
  ],
  [
    "a default group as AWS creates it",
    (it) => drop(it, "aws_default_security_group"),
    /default security group allows every connection out/,
  ],
  [
    "a default group with a rule",
    (it) => all(it, "aws_default_security_group", { egress: [{ from_port: 0 }] }),
    /default security group allows every connection out/,
  ],
  [
    "a default group of another VPC only",
    (it) => all(it, "aws_default_security_group", { vpc_id: "vpc-1" }),
    /default security group allows every connection out/,
  ],
  ["a VPC without a flow log", (it) => drop(it, "aws_flow_log"), /refused connections are not logged/],
  ["a flow log of accepted connections", (it) => all(it, "aws_flow_log", { traffic_type: "ACCEPT" }), /are not logged/],
];

describe("The policies on networks", () => {
  const network = once(() => JSON.stringify(synthNetwork()));

  it("hold in the network stack", () => {
    expect(checkPolicies(synthNetwork())).to.deep.equal([]);
  });

  for (const [fault, change, problem] of FAULTS)
    it(`refuse ${fault}`, () => {
      const stack = JSON.parse(network()) as ReturnType<typeof synthNetwork>;
      change(stack.resource as unknown as Open);
      const problems = checkPolicies(stack);
      expect(problems.map((it) => it.problem).join("\n")).to.match(problem);
      for (const { where, remedy } of problems) expect(where && remedy).not.to.equal("");
    });
});

function all(stack: Open, type: string, change: object): void {
  for (const it of Object.values(stack[type] ?? {})) Object.assign(it, change);
}

function drop(stack: Open, type: string): void {
  delete stack[type];
}
