import { expect } from "chai";
import { checkPolicies } from "../../../stacks/policies/policies.ts";
import { synthNetwork } from "../network/synth.ts";
import { once } from "../synth.ts";

/** A stack that may be spoilt. */
type Open = Record<string, Record<string, Record<string, unknown>>>;

const INGRESS = "aws_vpc_security_group_ingress_rule";
const EGRESS = "aws_vpc_security_group_egress_rule";

/** What is done to the network stack, and what the policies make of it. */
const FAULTS: readonly (readonly [fault: string, spoil: (stack: Open) => void, problem: RegExp])[] = [
  ["a group that lets in every address", (it) => all(it, INGRESS, { cidr_ipv4: "0.0.0.0/0" }), /lets in addresses/],
  ["a group that lets in every IPv6 address", (it) => all(it, INGRESS, { cidr_ipv6: "::/0" }), /lets in addresses/],
  [
    "a group that lets in a list of addresses",
    (it) => all(it, INGRESS, { prefix_list_id: "pl-1" }),
    /lets in addresses/,
  ],
  ["a group that lets in on every port", (it) => all(it, INGRESS, { ip_protocol: "-1" }), /on every port/],
  [
    "a group that lets in on no port in particular",
    (it) => all(it, INGRESS, { from_port: undefined }),
    /on every port/,
  ],
  ["a group that lets out on every port", (it) => all(it, EGRESS, { ip_protocol: "-1" }), /lets out on every port/],
  ["a rule that does not say where to", (it) => all(it, EGRESS, { description: undefined }), /does not say where to/],
  ["rules inside a group", (it) => all(it, "aws_security_group", { ingress: [{ from_port: 1 }] }), /has rules inside/],
  [
    "a rule of the older kind",
    (it) => Object.assign(it, { aws_security_group_rule: { old: { type: "ingress" } } }),
    /can't hold one rule by its id/,
  ],
  [
    "a subnet that gives out public addresses",
    (it) => all(it, "aws_subnet", { map_public_ip_on_launch: true }),
    /public addresses unasked/,
  ],
  [
    "a default group as AWS makes it",
    (it) => drop(it, "aws_default_security_group"),
    /default security group lets everything out/,
  ],
  [
    "a default group with a rule",
    (it) => all(it, "aws_default_security_group", { egress: [{ from_port: 0 }] }),
    /default security group lets everything out/,
  ],
  [
    "a default group of another VPC only",
    (it) => all(it, "aws_default_security_group", { vpc_id: "vpc-1" }),
    /default security group lets everything out/,
  ],
  ["a VPC without a flow log", (it) => drop(it, "aws_flow_log"), /nobody sees what it refuses/],
  ["a flow log of what is let through", (it) => all(it, "aws_flow_log", { traffic_type: "ACCEPT" }), /nobody sees/],
];

describe("The policies over networks", () => {
  const network = once(() => JSON.stringify(synthNetwork()));

  it("hold in the network stack", () => {
    expect(checkPolicies(synthNetwork())).to.deep.equal([]);
  });

  for (const [fault, spoil, problem] of FAULTS)
    it(`let nobody deploy ${fault}`, () => {
      const stack = JSON.parse(network()) as ReturnType<typeof synthNetwork>;
      spoil(stack.resource as unknown as Open);
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
