import type { TerraformStack } from "cdktf";
import { TerraformOutput } from "cdktf";
import { expect } from "chai";
import { findNetwork } from "../../stacks/network/lookup.ts";
import type { MadeNetwork } from "../../stacks/network/settings.ts";
import { PRIMARY } from "../stacks/fixtures.ts";
import { NETWORK } from "../stacks/network/fixtures.ts";
import { synthNetwork, synthStack } from "../stacks/network/synth.ts";
import type { Terraform } from "../stacks/synth.ts";
import { addressesIn } from "./addresses.ts";
import { validate } from "./checks/validate.ts";
import { byAction, planOf } from "./plan.ts";
import { realIfFetched } from "./provider-in-use.ts";
import { type Stack, stackOf } from "./stacks.ts";
import { unwrapped } from "./terraform.ts";
import { withWorkspace } from "./workspace.ts";

const NAME = "production-us-west-2-network";

describe("the network stack, in Terraform itself", () => {
  for (const settings of [NETWORK, { zones: 2, nat: 0 }, { nat: "per-zone" }] satisfies Partial<MadeNetwork>[]) {
    it(`is valid: ${JSON.stringify(settings)}`, async () => {
      const stack = stackOf(NAME, synthNetwork({ settings }));
      expect(
        await validate({ stack, environment: PRIMARY, environments: [PRIMARY], provide: realIfFetched }),
      ).to.deep.equal([]);
    });
  }

  it("is created by the first plan, and not changed by the second, whatever AWS fills in", async () => {
    const stack = network();
    expect(byAction(await planOf(stack))).to.deep.equal({ create: addressesIn(stack) });
    expect(byAction(await planOf(stack, stack))).to.deep.equal({ "no-op": addressesIn(stack) });
  });

  it("gets two more NAT gateways for the switch from one to one per zone, and replaces nothing", async () => {
    const { create, update, ...others } = await changes({ nat: 1 }, { nat: "per-zone" });
    expect(Object.keys(others)).to.deep.equal(["no-op"]);
    expect(create?.map(withoutHash)).to.deep.equal([
      "aws_eip.routes_nat-2-address",
      "aws_eip.routes_nat-3-address",
      "aws_nat_gateway.routes_nat-2",
      "aws_nat_gateway.routes_nat-3",
    ]);
    expect(update?.map(withoutHash)).to.deep.equal([
      "aws_route.routes_private-2-internet",
      "aws_route.routes_private-3-internet",
    ]);
  });

  it("loses only routes, gateway and address if NAT is switched off", async () => {
    const { delete: gone, ...others } = await changes({ nat: 1 }, { nat: 0 });
    expect(Object.keys(others)).to.deep.equal(["no-op"]);
    expect(gone?.map(withoutHash)).to.deep.equal([
      "aws_eip.routes_nat-1-address",
      "aws_nat_gateway.routes_nat-1",
      "aws_route.routes_private-1-internet",
      "aws_route.routes_private-2-internet",
      "aws_route.routes_private-3-internet",
    ]);
  });

  it("moves no subnet if a zone is added", async () => {
    const { create, update, ...others } = await changes({ zones: 2 }, { zones: 3 });
    expect(Object.keys(others)).to.deep.equal(["no-op"]);
    expect(create?.map(withoutHash)).to.deep.equal([
      "aws_route.routes_private-3-internet",
      "aws_route_table.routes_private-3",
      "aws_route_table_association.routes_private-3-association",
      "aws_route_table_association.routes_public-3-association",
      "aws_subnet.subnets_private-3",
      "aws_subnet.subnets_public-3",
    ]);
    expect(update?.every((address) => address.startsWith("aws_vpc_endpoint."))).to.equal(true);
  });
});

describe("a stack that finds the network", () => {
  it("finds what the network stack made, also in the second plan", async () => {
    const stack = stackOf("production-us-west-2-postgres", lookup(), [synthNetwork()]);
    const found = await withWorkspace({ stacks: [stack] }, async ({ must }) => {
      await must("apply", "-auto-approve", "-no-color");
      await must("plan", "-detailed-exitcode", "-no-color");
      return JSON.parse(await must("output", "-json", "found")) as unknown;
    });
    const addresses = addressesIn(network());
    const ids = (start: string) =>
      addresses.filter((address) => address.startsWith(start)).map((address) => `made-up-${address}`);
    expect(found).to.deep.equal({
      vpc: ids("aws_vpc.")[0],
      private: ids("aws_subnet.subnets_private-"),
      public: ids("aws_subnet.subnets_public-"),
      group: ids("aws_security_group.groups_postgres-sync")[0],
    });
  });

  it("fails with the name of the stack to deploy first, if the network does not exist", async () => {
    const stack = stackOf("production-us-west-2-postgres", lookup());
    expect(await refusal(stack)).to.include(`named clearwell-${NAME}: deploy ${NAME} first.`);
  });

  it("fails in the same way if the deployed network lacks something that the stack needs", async () => {
    const before = synthNetwork({ settings: { zones: 2 }, requests: [] });
    const said = await refusal(stackOf("production-us-west-2-postgres", lookup(), [before]));
    expect(said).to.include(`Expected 3 private subnets in clearwell-${NAME}: deploy ${NAME} first.`);
    expect(said).to.include(`named clearwell-${NAME}-postgres-sync: deploy`);
  });

  it("does not accept the network of another environment", async () => {
    const other = synthNetwork({ environment: { ...PRIMARY, environment: "staging" } });
    const said = await refusal(stackOf("production-us-west-2-postgres", lookup(), [other]));
    expect(said).to.include(`deploy ${NAME} first.`);
  });
});

function network(settings: Partial<MadeNetwork> = {}): Stack {
  return stackOf(NAME, synthNetwork({ settings }));
}

async function changes(before: Partial<MadeNetwork>, now: Partial<MadeNetwork>) {
  return byAction(await planOf(network(now), network(before)));
}

function lookup(): Terraform {
  return synthStack("production-us-west-2-postgres", (stack: TerraformStack) => {
    const found = findNetwork(stack, "network", { environment: PRIMARY, settings: NETWORK });
    const value = {
      vpc: found.vpcId,
      private: found.subnetIds("private"),
      public: found.subnetIds("public"),
      group: found.groupId("postgres-sync"),
    };
    new TerraformOutput(stack, "found", { value });
  });
}

/** Terraform's error for a plan that it refuses. */
async function refusal(stack: Stack): Promise<string> {
  return withWorkspace({ stacks: [stack] }, async ({ run }) => {
    const { status, stderr } = await run("plan", "-no-color");
    expect(status).to.equal(1);
    return unwrapped(stderr);
  });
}

function withoutHash(address: string): string {
  return address.replace(/_[0-9A-F]{8}$/, "");
}
