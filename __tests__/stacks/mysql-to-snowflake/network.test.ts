import { expect } from "chai";
import type { MysqlToSnowflakeSettings } from "../../../stacks/mysql-to-snowflake/settings.ts";
import { once, type Resource, resources, statements, synthEvery, type Terraform } from "../synth.ts";
import { production, SETTINGS, SOURCES, WITH_OPTIONS, withShop } from "./fixtures.ts";
import { synth } from "./synth.ts";

const NETWORK = { cidr: "10.20.0.0/16", zones: 2, nat: 1, logDays: 90 } as const;
const OUT = "aws_vpc_security_group_egress_rule";
const IN = "aws_vpc_security_group_ingress_rule";

describe("[K-21] The network of a producer", () => {
  const stack = once(() => synth());

  it("is the given subnets, with a group of its own that may connect to the database, which lets it in", () => {
    expect(subnetsOf(stack())).to.deep.equal(
      "subnetIds" in SETTINGS.producerNetwork ? SETTINGS.producerNetwork.subnetIds : [],
    );
    const toDatabase = resources(stack(), OUT).find(({ from_port }) => from_port === 3306);
    const fromProducer = resources(stack(), IN).find(({ from_port }) => from_port === 3306);
    expect(toDatabase?.referenced_security_group_id).to.equal("sg-0e11111111111111e");
    expect(fromProducer?.security_group_id).to.equal("sg-0e11111111111111e");
    expect(fromProducer?.referenced_security_group_id).to.equal(toDatabase?.security_group_id);
  });

  it("has endpoints by default, which let through what producers do here, and to which nobody else is led", () => {
    const endpoints = resources(stack(), "aws_vpc_endpoint");
    expect(endpoints.map(({ service_name }) => service_name)).to.deep.equal([
      "com.amazonaws.us-west-2.kinesis-streams",
      "com.amazonaws.us-west-2.ssm",
    ]);
    for (const it of endpoints) {
      expect(it.private_dns_enabled).to.equal(false);
      const [statement] = statements(it.policy);
      expect(statement?.Resource).to.have.length(2);
      expect(statement?.Condition).to.deep.equal({ StringEquals: { "aws:PrincipalAccount": "111122223333" } });
    }
    const [{ environment } = {}] = producersIn(stack());
    expect((environment as { variables: object }).variables).to.include({
      AWS_ENDPOINT_URL_KINESIS: `https://\${aws_vpc_endpoint.endpoint-kinesis-streams.dns_entry[0].dns_name}`,
      AWS_ENDPOINT_URL_SSM: `https://\${aws_vpc_endpoint.endpoint-ssm.dns_entry[0].dns_name}`,
    });
  });

  it("refuses two given subnets of one zone before anything is made, because AWS refuses such an endpoint", () => {
    const [endpoint] = resources(stack(), "aws_vpc_endpoint");
    const lifecycle = JSON.stringify(endpoint?.lifecycle);
    for (const subnet of ["subnet-1", "subnet-2"])
      expect(lifecycle).to.include(`data.aws_subnet.${subnet}.availability_zone_id`);
    expect(lifecycle).to.include("one availability zone").and.include("producerNetwork.subnetIds");
  });

  it("has one for Secrets Manager, too, if a database has a secret, with that secret only", () => {
    const secrets = resources(synth(production(WITH_OPTIONS)), "aws_vpc_endpoint").find(({ service_name }) =>
      String(service_name).endsWith("secretsmanager"),
    );
    expect(statements(secrets?.policy)[0]?.Resource).to.deep.equal([
      "arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture/club-AbCdEf",
    ]);
  });

  it("reaches a server without a group by its addresses", () => {
    const rule = resources(synth(production(WITH_OPTIONS)), OUT).find(({ from_port }) => from_port === 3307);
    expect(rule).to.include({ cidr_ipv4: "10.1.2.0/24", description: "the club's own server" });
  });

  for (const endpoints of ["exist", "nat"] as const)
    it(`has no endpoint if it says "${endpoints}", and then may connect to AWS wherever it is`, () => {
      const other = synth(production(withEndpoints(endpoints)));
      expect(other.resource).not.to.have.property("aws_vpc_endpoint");
      expect(resources(other, OUT).find(({ from_port }) => from_port === 443)?.cidr_ipv4).to.equal("0.0.0.0/0");
      expect(JSON.stringify(producersIn(other))).not.to.include("AWS_ENDPOINT_URL");
    });

  it("is the default VPC if it says so, which must be there", () => {
    const other = synth(production({ producerNetwork: { vpc: "default", endpoints: "make" } }));
    const [vpcs] = Object.values(other.data?.aws_vpcs ?? {});
    expect(vpcs?.filter).to.deep.equal([{ name: "is-default", values: ["true"] }]);
    expect(JSON.stringify(vpcs?.lifecycle)).to.include("The region has no default VPC");
    expect(JSON.stringify(producersIn(other)[0]?.vpc_config)).to.include("data.aws_subnets.default-subnets");
  });

  it("is the environment's if it is shared, whose stack makes the endpoints and the group", () => {
    const [made, own] = sharedStacks("make");
    expect(resources(made, "aws_security_group").map(({ name }) => name)).to.include(
      "clearwell-production-us-west-2-network-mysql-producer",
    );
    expect(
      resources(made, "aws_vpc_endpoint").map(({ service_name }) => String(service_name).split(".").at(-1)),
    ).to.have.members(["s3", "kinesis-streams", "ssm"]);
    expect(own.resource).not.to.have.property("aws_security_group");
    expect(own.resource).not.to.have.property("aws_vpc_endpoint");
    expect(JSON.stringify(made.resource?.[OUT])).to.include('"cidr_ipv4":"203.0.113.0/24"');
  });

  it("reaches AWS through the shared network's NAT gateway if it says so", () => {
    const [made] = sharedStacks("nat");
    expect(resources(made, "aws_vpc_endpoint")).to.have.length(1);
    expect(JSON.stringify(made.resource?.[OUT])).to.include('"cidr_ipv4":"0.0.0.0/0"');
  });

  it("is in private subnets of a given VPC if that is the environment's", () => {
    const network = {
      vpcId: "vpc-0123456789abcdef0",
      privateSubnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
      publicSubnetIds: [],
    };
    const other = synth({ ...production({ producerNetwork: { vpc: "shared", endpoints: "make" } }), network });
    for (const group of resources(other, "aws_security_group")) expect(group.vpc_id).to.equal(network.vpcId);
    expect(subnetsOf(other)).to.deep.equal(network.privateSubnetIds);
  });
});

function sharedStacks(endpoints: "make" | "nat"): [Terraform, Terraform] {
  const reach = { cidr: "203.0.113.0/24", port: 3306, why: "the database" };
  const settings = { ...withShop({ reach }), producerNetwork: { vpc: "shared", endpoints } as const };
  const environments = [{ ...production(settings), network: NETWORK }];
  const stacks = synthEvery({ environments, sources: SOURCES });
  const [made, own] = ["network", "mysql-to-snowflake"].map((part) => stacks.get(`production-us-west-2-${part}`));
  if (made === undefined || own === undefined) throw new Error("no stack");
  return [made, own];
}

function withEndpoints(endpoints: "exist" | "nat"): Partial<MysqlToSnowflakeSettings> {
  return { producerNetwork: { ...SETTINGS.producerNetwork, endpoints } };
}

function subnetsOf(stack: Terraform): unknown {
  const [{ vpc_config } = {}] = producersIn(stack);
  return (vpc_config as Resource | undefined)?.subnet_ids;
}

function producersIn(stack: Terraform): Resource[] {
  return resources(stack, "aws_lambda_function").filter(({ function_name }) =>
    String(function_name).endsWith("-producer"),
  );
}
