import { expect } from "chai";
import { checkNetwork } from "../../../stacks/network/check.ts";
import { NETWORK as DEFAULTS } from "../../../stacks/network/defaults.ts";
import type { GroupRequest } from "../../../stacks/network/group-request.ts";
import type { GivenNetwork, MadeNetwork } from "../../../stacks/network/settings.ts";
import { PRIMARY, STAGING, withoutRemedy } from "../fixtures.ts";
import { NETWORK, REQUESTS } from "./fixtures.ts";

const GIVEN: GivenNetwork = {
  vpcId: "vpc-0a11111111111111a",
  privateSubnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
  publicSubnetIds: [],
};

describe("the check of a network's settings", () => {
  const made = (change: Partial<MadeNetwork>, region = "us-west-2") =>
    checkNetwork({ ...NETWORK, ...change }, { ...PRIMARY, region }, []).map(withoutRemedy);
  const given = (change: Partial<GivenNetwork>) =>
    checkNetwork({ ...GIVEN, ...change }, PRIMARY, []).map(withoutRemedy);

  it("finds no problem in the fixtures, the defaults, and the largest and smallest ranges", () => {
    expect(checkNetwork(NETWORK, PRIMARY, REQUESTS)).to.deep.equal([]);
    expect(
      checkNetwork({ ...DEFAULTS, cidr: "172.16.0.0/16" }, { ...PRIMARY, region: "ap-southeast-2" }, REQUESTS),
    ).to.deep.equal([]);
    expect(checkNetwork(GIVEN, PRIMARY, REQUESTS)).to.deep.equal([]);
    expect(made({ cidr: "192.168.252.0/22", zones: 2, nat: "per-zone", logDays: 1 }, "us-west-1")).to.deep.equal([]);
  });

  for (const [cidr, problem] of [
    ["10.20.0.0", '"10.20.0.0" is not a range of IPv4 addresses'],
    ["10.20.1.0/16", '"10.20.1.0/16" is not a range of IPv4 addresses'],
    ["10.0.0.0/15", "a /15 can't be divided into sixteen subnets of a useful size"],
    ["10.20.0.0/23", "a /23 can't be divided into sixteen subnets of a useful size"],
    ["8.8.0.0/16", '"8.8.0.0/16" has public addresses, which would become unreachable'],
  ] as const) {
    it(`refuses the range ${cidr}`, () => {
      expect(made({ cidr })).to.deep.equal([{ where: "network.cidr", problem }]);
    });
  }

  it("refuses more zones than an account has in the region, and numbers that are not possible", () => {
    expect(made({ zones: 3 }, "us-west-1")).to.deep.equal([
      { where: "network.zones", problem: "a network can't have 3 zones in us-west-1" },
    ]);
    expect(made({ zones: 1 as never, nat: 2 as never, logDays: 91 })).to.deep.equal([
      { where: "network.zones", problem: "a network can't have 1 zones in us-west-2" },
      { where: "network.nat", problem: "2 is not a possible number of NAT gateways" },
      { where: "network.logDays", problem: "CloudWatch can't keep logs for 91 days" },
    ]);
  });

  it("refuses a budget that notifies nobody", () => {
    const settings = { ...NETWORK, budget: { monthlyUsd: 200 } };
    expect(checkNetwork(settings, PRIMARY, [])).to.deep.equal([]);
    expect(checkNetwork(settings, STAGING, []).map(withoutRemedy)).to.deep.equal([
      { where: "network.budget", problem: "nobody is notified when it is spent" },
    ]);
  });

  it("refuses invalid ids, too few subnets, and a subnet that is public and private", () => {
    expect(
      given({ vpcId: "vpc", privateSubnetIds: ["subnet-x"], publicSubnetIds: ["sg-0a11111111111111a"] }),
    ).to.deep.equal([
      { where: "network.vpcId", problem: '"vpc" is not an id' },
      { where: "network.privateSubnetIds", problem: '"subnet-x" is not an id' },
      { where: "network.publicSubnetIds", problem: '"sg-0a11111111111111a" is not an id' },
      { where: "network.privateSubnetIds", problem: "1 subnets, databases need 2" },
    ]);
    expect(given({ publicSubnetIds: ["subnet-0a11111111111111a"] })).to.deep.equal([
      { where: "network.privateSubnetIds, network.publicSubnetIds", problem: "a subnet is listed twice" },
    ]);
  });
});

describe("the check of the groups that pipelines request", () => {
  const requested = (requests: readonly GroupRequest[], settings: Partial<MadeNetwork> = {}) =>
    checkNetwork({ ...NETWORK, ...settings }, PRIMARY, requests).map(withoutRemedy);
  const to = (...destinations: GroupRequest["to"]) => [{ name: "loader", to: destinations }];
  const out = (cidr: string, why = "MongoDB Atlas") => to({ cidr, port: 27017, why });
  const where = "network, group loader";

  it("refuses names that can't be part of a group's name, or that two groups have", () => {
    for (const name of ["Loader", "postgres_sync", "-a", "endpoint-kms", "unused", ""])
      expect(requested([{ name, to: [] }]), name).to.deep.equal([
        { where: `network, group ${name}`, problem: "the name can't be part of a security group's name" },
      ]);
    expect(requested([...to(), ...to()])).to.deep.equal([{ where, problem: "two groups have this name" }]);
  });

  it("refuses a group that no pipeline requests, an impossible port, and a destination that is listed twice", () => {
    expect(requested(to({ group: "database", port: 0 }, { service: "s3" }, { service: "s3" }))).to.deep.equal([
      { where, problem: "connects twice to the same port of the same destination" },
      { where: `${where}, port`, problem: "0 is out of range" },
      { where, problem: "connects to database, which no pipeline requests" },
    ]);
  });

  it("accepts two ports of one destination", () => {
    expect(requested(to({ group: "loader", port: 1 }, { group: "loader", port: 65_535 }))).to.deep.equal([]);
  });

  it("refuses a destination without a route", () => {
    expect(requested(out("0.0.0.0/0"), { nat: 0 })).to.deep.equal([
      { where, problem: "there is no route to 0.0.0.0/0: the network has no NAT gateway" },
    ]);
    expect(requested(out("10.9.0.0/16"))).to.deep.equal([
      { where, problem: "there is no route to 10.9.0.0/16: the network is not connected to another" },
    ]);
    expect(requested(out("10.20.1.0/24"))).to.deep.equal([{ where, problem: "10.20.1.0/24 is in the network itself" }]);
    expect(requested(out("203.0.113.0/24"), { nat: "per-zone" })).to.deep.equal([]);
  });

  it("refuses an invalid range, and a reason that can't be a rule's description", () => {
    expect(requested(out("anywhere"))).to.deep.equal([
      { where, problem: '"anywhere" is not a range of IPv4 addresses' },
    ]);
    for (const why of ["", " ", "the customer's own", "a".repeat(256)])
      expect(requested(out("0.0.0.0/0", why)), why).to.deep.equal([
        { where, problem: "the reason for 0.0.0.0/0 can't be the description of a rule" },
      ]);
  });
});
