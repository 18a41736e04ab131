import { TerraformOutput } from "cdktf";
import { expect } from "chai";
import { findNetwork } from "../../stacks/network/lookup.ts";
import { PRIMARY } from "../stacks/fixtures.ts";
import { NETWORK } from "../stacks/network/fixtures.ts";
import { synthNetwork, synthStack } from "../stacks/network/synth.ts";
import type { Terraform } from "../stacks/synth.ts";
import { addressOf } from "./addresses.ts";
import { allFound } from "./provider/data-sources.ts";
import { realIfFetched, schemaOf } from "./provider-in-use.ts";
import { type Stack, stackOf } from "./stacks.ts";
import { unwrapped } from "./terraform.ts";
import { type Assert, testFile } from "./test-file.ts";
import { withWorkspace } from "./workspace.ts";

describe("terraform test with a mocked provider", () => {
  it("passes for the network: each route has its target, and each rule is between its two groups", async () => {
    const stack = stackOf("production-us-west-2-network", synthNetwork());
    const at = (type: string, start: string) => addressOf(stack, type, start);
    const rule = at("aws_vpc_security_group_ingress_rule", "groups_postgres-sync-to-postgres-database-5432-in");
    const apply: Assert[] = [
      same(
        "the public route leads to the internet gateway",
        `${at("aws_route", "routes_public-internet")}.gateway_id`,
        `${at("aws_internet_gateway", "vpc_")}.id`,
      ),
      ...[1, 2, 3].map((zone) =>
        same(
          `the private route of zone ${zone} leads to the NAT gateway`,
          `${at("aws_route", `routes_private-${zone}-internet`)}.nat_gateway_id`,
          `${at("aws_nat_gateway", "routes_nat-1")}.id`,
        ),
      ),
      same("the database's group has the rule", `${rule}.security_group_id`, groupId("postgres-database")),
      same("the rule names the sync's group", `${rule}.referenced_security_group_id`, groupId("postgres-sync")),
    ];
    function groupId(name: string): string {
      return `${at("aws_security_group", `groups_${name}`)}.id`;
    }
    await passes(
      stack,
      [{ says: "the VPC has its range", condition: `${at("aws_vpc", "vpc_")}.cidr_block == "10.20.0.0/16"` }],
      apply,
    );
  });

  it("passes for a stack that finds the network", async () => {
    const stack = stackOf("production-us-west-2-postgres", lookup(), [synthNetwork()]);
    await passes(stack, [{ says: "it is given a subnet a zone", condition: "length(output.subnets) == 3" }], []);
  });

  it("fails for a stack whose network does not exist", async () => {
    const stack = stackOf("production-us-west-2-postgres", lookup());
    expect(await mocked(stack, [], [])).to.include("deploy production-us-west-2-network first");
  });
});

function lookup(): Terraform {
  return synthStack("production-us-west-2-postgres", (stack) => {
    const network = findNetwork(stack, "network", { environment: PRIMARY, settings: NETWORK });
    new TerraformOutput(stack, "subnets", { value: network.subnetIds("private") });
  });
}

function same(says: string, one: string, other: string): Assert {
  return { says, condition: `${one} == ${other}` };
}

async function passes(stack: Stack, plan: readonly Assert[], apply: readonly Assert[]): Promise<void> {
  expect(await mocked(stack, plan, apply)).to.include("2 passed, 0 failed");
}

function mocked(stack: Stack, plan: readonly Assert[], apply: readonly Assert[]): Promise<string> {
  return withWorkspace({ stacks: [stack], provide: realIfFetched }, async ({ write, run }) => {
    const { resources: types } = schemaOf([stack]);
    const found = allFound(stack.json, stack.deployed ?? []);
    write("stack.tftest.hcl", testFile({ mocks: [{ region: PRIMARY.region }], found, types, plan, apply }));
    const { stdout, stderr } = await run("test", "-no-color");
    return unwrapped(`${stdout}${stderr}`);
  });
}
