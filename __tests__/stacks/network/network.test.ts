import { expect } from "chai";
import { type Cidr, contains, parseCidr } from "../../../stacks/network/cidr.ts";
import type { GroupRequest } from "../../../stacks/network/group-request.ts";
import type { MadeNetwork } from "../../../stacks/network/settings.ts";
import { ALL, STAGING } from "../fixtures.ts";
import { once, only, type Resource, referenceTo, resources, type Terraform } from "../synth.ts";
import { NETWORK, REQUESTS } from "./fixtures.ts";
import { synthNetwork } from "./synth.ts";

/** Every combination that the settings allow. */
const SETTINGS: readonly MadeNetwork[] = ([2, 3] as const).flatMap((zones) =>
  ([0, 1, "per-zone"] as const).map((nat) => ({ ...NETWORK, zones, nat })),
);

for (const settings of SETTINGS) {
  const { nat, zones } = settings;
  describe(`a network of ${zones} zones with NAT ${nat}`, () => {
    const stack = once(() => synthNetwork({ settings }));
    const privateSubnets = () => subnetsOf(stack(), "private");

    it("[I-16] has a private and a public subnet in each zone, which do not overlap", () => {
      const subnets = resources(stack(), "aws_subnet");
      for (const tier of ["private", "public"])
        expect(subnetsOf(stack(), tier).map(({ availability_zone_id: zone }) => zone)).to.deep.equal(
          ["usw2-az1", "usw2-az2", "usw2-az3"].slice(0, zones),
        );
      const ranges = subnets.map(({ cidr_block }) => parseCidr(String(cidr_block)) as Cidr);
      for (const one of ranges) {
        expect(contains(parseCidr(NETWORK.cidr) as Cidr, one)).to.equal(true);
        expect(ranges.filter((other) => contains(one, other))).to.deep.equal([one]);
      }
    });

    it("[I-17] routes each private subnet to the NAT gateway of its zone, to the only one, or to none", () => {
      const gateways = resources(stack(), "aws_nat_gateway");
      expect(gateways).to.have.length(nat === "per-zone" ? zones : nat);
      for (const [index, subnet] of privateSubnets().entries()) {
        const gateway = nat === "per-zone" ? gateways[index] : gateways[0];
        const expected = gateway === undefined ? [] : [referenceTo(stack(), "aws_nat_gateway", gateway, "id")];
        expect(routesOf(stack(), subnet).map(({ nat_gateway_id }) => nat_gateway_id)).to.deep.equal(expected);
      }
    });

    it("has no route from the internet to a private subnet", () => {
      for (const subnet of privateSubnets())
        expect(routesOf(stack(), subnet).filter(({ gateway_id }) => gateway_id !== undefined)).to.deep.equal([]);
    });

    it("has its NAT gateways in the public subnets of their zones, each with its own address", () => {
      const gateways = resources(stack(), "aws_nat_gateway");
      const subnetIds = subnetsOf(stack(), "public").map((it) => referenceTo(stack(), "aws_subnet", it, "id"));
      expect(gateways.map(({ subnet_id }) => subnet_id)).to.deep.equal(subnetIds.slice(0, gateways.length));
      expect(new Set(gateways.map(({ allocation_id }) => allocation_id)).size).to.equal(gateways.length);
      for (const { depends_on } of gateways) expect(String(depends_on)).to.include("aws_internet_gateway.");
    });

    it("has a route to S3 in the table of every private subnet", () => {
      const [s3] = endpoints(stack(), "Gateway");
      expect(s3?.service_name).to.equal("com.amazonaws.us-west-2.s3");
      expect(s3?.route_table_ids).to.deep.equal(privateSubnets().map((subnet) => tableIdOf(stack(), subnet)));
    });

    it("has every interface endpoint in every private subnet", () => {
      const ids = privateSubnets().map((it) => referenceTo(stack(), "aws_subnet", it, "id"));
      for (const { subnet_ids } of endpoints(stack(), "Interface")) expect(subnet_ids).to.deep.equal(ids);
    });
  });
}

describe("the network stack", () => {
  const stack = once(() => synthNetwork());

  it("[I-19] has an interface endpoint for each service that a group requests, and no other", () => {
    expect(endpoints(stack(), "Interface").map(({ service_name }) => service_name)).to.deep.equal([
      "com.amazonaws.us-west-2.ecr.dkr",
      "com.amazonaws.us-west-2.redshift-data",
      "com.amazonaws.us-west-2.secretsmanager",
    ]);
    expect(endpoints(synthNetwork({ requests: [] }), "Interface")).to.deep.equal([]);
  });

  it("allows only the groups that request a service to connect to its endpoint, on port 443", () => {
    for (const endpoint of endpoints(stack(), "Interface")) {
      const service = String(endpoint.service_name).replace("com.amazonaws.us-west-2.", "");
      const [groupId] = endpoint.security_group_ids as string[];
      const clients = REQUESTS.filter(({ to }) => to.some((each) => "service" in each && each.service === service));
      expect(clientsOf(stack(), String(groupId))).to.deep.equal(clients.map(({ name }) => [name, 443]));
    }
  });

  it("[I-18] allows a group to connect to another if it requests that, on the port that it names, and to no other", () => {
    expect(clientsOf(stack(), idOf(stack(), "postgres-database"))).to.deep.equal([["postgres-sync", 5432]]);
    for (const name of ["postgres-sync", "redshift-loader", "redshift-extract"])
      expect(clientsOf(stack(), idOf(stack(), name))).to.deep.equal([]);
  });

  it("allows each group to connect to the destinations that it requests, and to no other", () => {
    for (const { name, to } of REQUESTS) expect(destinationsOf(stack(), name)).to.have.length(to.length);
    const s3 = `\${aws_vpc_endpoint.${Object.keys(stack().resource?.aws_vpc_endpoint ?? {}).find((id) => id.startsWith("endpoints_s3"))}.prefix_list_id}`;
    expect(destinationsOf(stack(), "postgres-sync")).to.deep.equal([idOf(stack(), "postgres-database"), s3]);
    expect(destinationsOf(stack(), "redshift-loader").slice(2)).to.deep.equal([s3, "0.0.0.0/0"]);
  });

  it("keeps the address of every resource when another pipeline requests more, in whatever order", () => {
    const another: GroupRequest = { name: "mysql-producer", to: [{ service: "kms" }] };
    const more = synthNetwork({ requests: [another, ...REQUESTS].reverse() });
    for (const [type, found] of Object.entries(stack().resource ?? {}))
      for (const [id, it] of Object.entries(found)) expect(more.resource?.[type]?.[id], id).to.deep.equal(it);
  });

  it("[I-42] waits an hour for subnets and groups to be destroyed, because a function's interfaces outlive it", () => {
    for (const type of ["aws_subnet", "aws_security_group"]) {
      const found = resources(stack(), type);
      expect(found, type).not.to.deep.equal([]);
      for (const { timeouts } of found) expect(timeouts, type).to.deep.equal({ delete: "60m" });
    }
  });

  it("removes all rules from the default group, also rules that are added later", () => {
    expect(only(stack(), "aws_default_security_group")).to.deep.include({ ingress: [], egress: [] });
  });

  it("logs refused connections, for as many days as the settings say", () => {
    expect(only(stack(), "aws_flow_log")).to.include({
      traffic_type: "REJECT",
      log_destination_type: "cloud-watch-logs",
    });
    expect(only(synthNetwork({ settings: { logDays: 14 } }), "aws_cloudwatch_log_group").retention_in_days).to.equal(
      14,
    );
  });

  it("is named after its environment and region, in its state and in its tags", () => {
    const staging = synthNetwork({ environment: STAGING });
    expect(staging.terraform.backend).to.deep.equal({
      local: { path: "../../../terraform.staging-us-west-2-network.tfstate" },
    });
    expect(staging.provider.aws[0]).to.have.nested.property("default_tags[0].tags.stack", "staging-us-west-2-network");
    expect(only(staging, "aws_vpc")).to.have.nested.property("tags.Name", "clearwell-staging-us-west-2-network");
  });

  it("has names that AWS accepts, in the region and with the environment that have the longest names", () => {
    const [environment = STAGING] = ALL.map((each) => ({
      ...each,
      environment: "a23456789b23456789c2",
      region: "ap-southeast-2",
    }));
    expect(String(only(synthNetwork({ environment }), "aws_iam_role").name).length).to.be.at.most(64);
  });

  it("has an output with the addresses from which it connects", () => {
    expect(Object.keys(stack().output ?? {})).to.deep.equal(["nat_addresses", "vpc_id"]);
  });
});

function subnetsOf(stack: Terraform, tier: string): Resource[] {
  return resources(stack, "aws_subnet").filter(({ tags }) => (tags as Resource).tier === tier);
}

function tableIdOf(stack: Terraform, subnet: Resource): unknown {
  const id = referenceTo(stack, "aws_subnet", subnet, "id");
  return resources(stack, "aws_route_table_association").find(({ subnet_id }) => subnet_id === id)?.route_table_id;
}

function routesOf(stack: Terraform, subnet: Resource): Resource[] {
  const table = tableIdOf(stack, subnet);
  expect(table).to.be.a("string");
  return resources(stack, "aws_route").filter(({ route_table_id }) => route_table_id === table);
}

function endpoints(stack: Terraform, kind: string): Resource[] {
  return resources(stack, "aws_vpc_endpoint").filter(({ vpc_endpoint_type }) => vpc_endpoint_type === kind);
}

/** A reference to the group that was requested by this name. */
function idOf(stack: Terraform, name: string): string {
  const found = resources(stack, "aws_security_group").find((it) => String(it.name).endsWith(`-network-${name}`));
  return referenceTo(stack, "aws_security_group", found ?? {}, "id");
}

/** Names and ports of the groups that may connect to a group. */
function clientsOf(stack: Terraform, groupId: string): [name: string, port: unknown][] {
  const names = new Map(REQUESTS.map(({ name }) => [idOf(stack, name), name]));
  return resources(stack, "aws_vpc_security_group_ingress_rule")
    .filter(({ security_group_id }) => security_group_id === groupId)
    .map((rule): [string, unknown] => [String(names.get(String(rule.referenced_security_group_id))), rule.from_port])
    .sort(
      ([one], [other]) =>
        REQUESTS.findIndex(({ name }) => name === one) - REQUESTS.findIndex(({ name }) => name === other),
    );
}

/** Where a group's members may connect: groups first, then prefix lists, then ranges. */
function destinationsOf(stack: Terraform, name: string): unknown[] {
  const from = idOf(stack, name);
  const rules = resources(stack, "aws_vpc_security_group_egress_rule").filter((it) => it.security_group_id === from);
  const to = (it: Resource) => it.referenced_security_group_id ?? it.prefix_list_id ?? it.cidr_ipv4;
  return ["referenced_security_group_id", "prefix_list_id", "cidr_ipv4"].flatMap((kind) =>
    rules.filter((it) => it[kind] !== undefined).map(to),
  );
}
