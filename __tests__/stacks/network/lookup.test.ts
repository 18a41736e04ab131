import { TerraformOutput } from "cdktf";
import { expect } from "chai";
import { findNetwork } from "../../../stacks/network/lookup.ts";
import type { NetworkSettings } from "../../../stacks/network/settings.ts";
import { PRIMARY } from "../fixtures.ts";
import { NETWORK } from "./fixtures.ts";
import { synthStack } from "./synth.ts";

const GIVEN = {
  vpcId: "vpc-0a11111111111111a",
  privateSubnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
  publicSubnetIds: [],
};

// What a lookup finds, and what it says if there is nothing, is tested in Terraform itself: network.terraform.ts.
describe("the network that a stack finds", () => {
  it("has the ids of a given network, looks nothing up and has no groups", () => {
    const stack = withNetwork(GIVEN, ["postgres-sync"]);
    expect(stack.data).to.equal(undefined);
    expect(stack.output).to.deep.equal({
      vpc: { value: GIVEN.vpcId },
      private: { value: GIVEN.privateSubnetIds },
      public: { value: [] },
    });
  });

  it("looks up only what is used, and once", () => {
    const { data = {} } = withNetwork(NETWORK, ["postgres-sync", "postgres-sync", "postgres-database"]);
    const counts = Object.entries(data).map(([type, found]) => [type, Object.keys(found).length]);
    expect(Object.fromEntries(counts)).to.deep.equal({ aws_vpcs: 1, aws_subnets: 2, aws_security_groups: 2 });
    expect(withNetwork(NETWORK, []).data).not.to.have.property("aws_security_groups");
  });
});

function withNetwork(settings: NetworkSettings, groups: readonly string[]) {
  return synthStack("production-us-west-2-postgres", (stack) => {
    const network = findNetwork(stack, "network", { environment: PRIMARY, settings });
    new TerraformOutput(stack, "vpc", { value: network.vpcId });
    new TerraformOutput(stack, "private", { value: network.subnetIds("private") });
    new TerraformOutput(stack, "public", { value: network.subnetIds("public") });
    for (const [index, name] of groups.entries()) {
      const value = network.groupId(name);
      if (value !== undefined) new TerraformOutput(stack, `group-${index}`, { value });
    }
  });
}
