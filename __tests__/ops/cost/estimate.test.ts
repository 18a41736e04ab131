import { expect } from "chai";
import { type CostLine, estimateStack } from "../../../ops/cost/estimate.ts";
import type { Terraform } from "../../../stacks/policies/terraform-json.ts";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { synthNetwork } from "../../stacks/network/synth.ts";
import { synth } from "../../stacks/synth.ts";

type Typed = readonly [type: string, it: object];

/** A stack in Oregon, with a second provider in Virginia, that has these resources. */
function stackWith(...resources: readonly Typed[]): Terraform {
  const byType: Record<string, Record<string, object>> = {};
  for (const [index, [type, it]] of resources.entries()) byType[type] = { ...byType[type], [`id-${index}`]: it };
  const aws = [{ region: "us-west-2" }, { region: "us-east-1", alias: "us-east-1" }];
  return { provider: { aws }, resource: byType as NonNullable<Terraform["resource"]>, terraform: {} };
}

describe("the estimate of what a stack costs", () => {
  const linesOf = (terraform: Terraform) => estimateStack("a-stack", terraform).lines;
  const line = (what: string, ...resources: readonly Typed[]) =>
    linesOf(stackWith(...resources)).find((each) => each.what === what) as CostLine;

  it("has the hours of a month for each NAT gateway, and the price of a GB through it", () => {
    const stack = stackWith(["aws_nat_gateway", {}], ["aws_nat_gateway", {}]);
    expect(linesOf(stack)).to.deep.equal([
      {
        what: "NAT gateways",
        region: "us-west-2",
        count: 2,
        item: "natHour",
        unit: "hour",
        usdPerUnit: 0.045,
        idleUsd: 2 * 730 * 0.045,
      },
      { what: "NAT gateways, traffic", region: "us-west-2", count: 2, item: "natGb", unit: "GB", usdPerUnit: 0.045 },
    ]);
  });

  it("counts an interface endpoint once for each zone, and does not count a gateway endpoint", () => {
    const endpoint = { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b", "c"] };
    expect(line("interface endpoints", ["aws_vpc_endpoint", endpoint]).idleUsd).to.equal(3 * 730 * 0.01);
    expect(linesOf(stackWith(["aws_vpc_endpoint", { vpc_endpoint_type: "Gateway" }]))).to.deep.equal([]);
  });

  it("counts the metrics of an alarm, not its expressions", () => {
    const alarm = { metric_query: [{ expression: "a + b" }, { metric: {} }, { metric: {} }] };
    const both = line(
      "alarms, by metrics",
      ["aws_cloudwatch_metric_alarm", alarm],
      ["aws_cloudwatch_metric_alarm", {}],
    );
    expect(both.idleUsd).to.be.closeTo(3 * 0.1, 1e-9);
    expect(both.count).to.equal(2);
  });

  it("has null for a price that is not known, and leaves it out of the sum", () => {
    const instance = { replication_instance_class: "dms.t3.micro", allocated_storage: 20 };
    const cost = estimateStack("a-stack", stackWith(["aws_dms_replication_instance", instance], ["aws_kms_key", {}]));
    expect(cost.lines[0]).to.include({ what: "DMS, dms.t3.micro", usdPerUnit: null, idleUsd: null });
    expect(cost).to.include({ idleUsd: 1, notPriced: 1, region: "us-west-2" });
  });

  it("does not count the storage that is included in a DMS instance's price", () => {
    const instance = { replication_instance_class: "dms.t3.medium", allocated_storage: 60 };
    expect(line("DMS, storage", ["aws_dms_replication_instance", { ...instance, allocated_storage: 50 }])).to.equal(
      undefined,
    );
    expect(line("DMS, storage", ["aws_dms_replication_instance", instance]).item).to.equal("dmsGbMonth");
    const large = { ...instance, replication_instance_class: "dms.c5.large" };
    expect(line("DMS, storage", ["aws_dms_replication_instance", large])).to.equal(undefined);
  });

  it("counts a database's standby like the database", () => {
    const database = { instance_class: "db.m6g.large", allocated_storage: 20 };
    const idle = (it: object) => line("RDS, db.m6g.large", ["aws_db_instance", it]).idleUsd;
    expect(idle({ ...database, multi_az: true })).to.equal(2 * (idle(database) ?? 0));
    expect(idle(database)).to.equal(730 * 0.159);
    expect(line("RDS, db.r5.large", ["aws_db_instance", { instance_class: "db.r5.large" }]).idleUsd).to.equal(null);
  });

  it("says how much Redshift Serverless may run", () => {
    const limit = { usage_type: "serverless-compute", amount: 60, period: "daily" };
    expect(linesOf(stackWith(["aws_redshiftserverless_usage_limit", limit]))[0]?.what).to.equal(
      "Redshift, at most 60 RPU-hours daily",
    );
    expect(linesOf(stackWith(["aws_redshiftserverless_workgroup", {}]))[0]).not.to.have.property("idleUsd");
  });

  it("counts the nodes of a cluster of Redshift, and the secret of its administrator", () => {
    const cluster = { node_type: "ra3.large", number_of_nodes: 2 };
    expect(line("Redshift, nodes of ra3.large", ["aws_redshift_cluster", cluster])).to.include({
      idleUsd: null,
      count: 1,
    });
    expect(line("secrets", ["aws_redshift_cluster", cluster]).idleUsd).to.equal(0.4);
  });

  it("distinguishes a stream on demand from shards", () => {
    const stream = { stream_mode_details: { stream_mode: "ON_DEMAND" } };
    expect(line("streams on demand", ["aws_kinesis_stream", stream]).item).to.equal("streamHour");
    expect(line("shards", ["aws_kinesis_stream", { shard_count: 2 }]).item).to.equal("shardHour");
  });

  it("uses the price of the resource's region", () => {
    const regions = linesOf(synth(PRIMARY))
      .filter(({ what }) => what === "S3, kept")
      .map(({ region }) => region);
    expect(regions).to.have.members(["us-east-1", "us-west-2"]);
    const ireland = synthNetwork({ environment: { ...PRIMARY, region: "eu-west-1" } });
    expect(linesOf(ireland).find(({ item }) => item === "natHour")?.idleUsd).to.equal(730 * 0.048);
  });

  it("refuses a type that is not in the table", () => {
    expect(() => linesOf(stackWith(["aws_mwaa_environment", {}]))).to.throw(
      "what aws_mwaa_environment costs is not in charged-types.ts",
    );
  });
});
