import { expect } from "chai";
import { EXTRACT_METRICS } from "../../../contracts/extract-metrics.ts";
import { PROCESS_METRICS } from "../../../contracts/process-metrics.ts";
import { CLUSTER } from "../../../stacks/mongodb-to-redshift/defaults.ts";
import { evaluate } from "../evaluate.ts";
import { alarmOf, once, only, type Resource, resources } from "../synth.ts";
import { production, staging, WITH_OPTIONS } from "./fixtures.ts";
import { synth } from "./synth.ts";

const STACK = "production-us-west-2-mongodb-to-redshift";

describe("The alarms of mongodb-to-redshift", () => {
  const stack = once(() => synth());
  const names = (it = stack()) =>
    resources(it, "aws_cloudwatch_metric_alarm").map(({ alarm_name }) =>
      String(alarm_name).replace("clearwell-production-us-west-2-redshift-", ""),
    );

  it("[R-08] are one on executions, four on each collection, and those on Redshift of its kind", () => {
    const ofCollections = ["crm/people", "shop/orders", "shop/carts"].flatMap((name) =>
      ["collection-stopped", "backlog", "oplog-used", "not-loaded"].map((kind) => `${kind}-${name}`),
    );
    expect(names()).to.have.members(["run-failed", "warehouse-limit", ...ofCollections]);
    expect(names(synth(production({ redshift: CLUSTER })))).to.include.members([
      "warehouse-unhealthy",
      "warehouse-disk",
    ]);
  });

  it("are on metrics that the containers emit, with the stack's id and the collection", () => {
    const own = resources(stack(), "aws_cloudwatch_metric_alarm").filter(({ namespace }) => namespace === "clearwell");
    expect(own).to.have.length(12);
    for (const { dimensions, metric_name } of own) {
      const { service, stack: id, collection } = dimensions as Record<string, string>;
      expect(Object.keys(service === "extract" ? EXTRACT_METRICS : PROCESS_METRICS)).to.include(metric_name);
      expect([id, collection?.includes("/")]).to.deep.equal([STACK, true]);
    }
  });

  it("fire if an execution failed, was stopped or took too long, of whichever state machine", () => {
    const alarm = alarmOf(synth(production(WITH_OPTIONS)), "redshift-run-failed");
    const queries = (alarm.metric_query as Resource[]).filter(({ metric }) => metric !== undefined);
    const machines = queries.map(({ metric }) => JSON.stringify((metric as Resource).dimensions));
    expect(new Set(machines).size).to.equal(2);
    for (const { id } of queries)
      expect(
        evaluate(alarm, Object.fromEntries(queries.map((each) => [each.id, [each.id === id ? 1 : undefined]]))),
      ).to.equal("ALARM");
  });

  it("fire if no row was loaded for as long as the settings say, also if nothing runs any more", () => {
    const except = { "shop/orders": { hours: 2 }, "shop/carts": { none: "it is loaded once" } };
    const some = synth(production({ freshness: { default: { hours: 24 }, except } }));
    const alarm = alarmOf(some, "redshift-not-loaded-shop/orders");
    expect(evaluate(alarm, { metric: [0, undefined] })).to.equal("ALARM");
    expect(evaluate(alarm, { metric: [undefined, undefined] })).to.equal("ALARM");
    expect(evaluate(alarm, { metric: [3, 0] })).to.equal("OK");
    expect(names(some)).not.to.include("not-loaded-shop/carts");
  });

  it("fire at once if a collection stopped, and stay until it is decided", () => {
    const alarm = alarmOf(stack(), "redshift-collection-stopped-shop/orders");
    expect(evaluate(alarm, { metric: [1] })).to.equal("ALARM");
    expect(evaluate(alarm, { metric: [0] })).to.equal("OK");
  });

  it("fire well before the limit of Redshift Serverless, in seconds of RPUs", () => {
    const alarm = alarmOf(stack(), "redshift-warehouse-limit");
    expect(alarm.threshold).to.be.closeTo(0.8 * 64 * 3600, 1);
  });

  it("notify the environment's topic, or nobody", () => {
    for (const { alarm_actions } of resources(stack(), "aws_cloudwatch_metric_alarm"))
      expect(alarm_actions).to.have.length(1);
    expect(synth(staging()).resource).not.to.have.property("aws_sns_topic");
  });
});

describe("The dashboard of mongodb-to-redshift", () => {
  it("[R-06, R-07, R-21] shows every alarm, and each metric of each container that has a graph, of each collection", () => {
    const body = String(only(synth(), "aws_cloudwatch_dashboard").dashboard_body);
    for (const name of ["shop/orders", "shop/carts", "crm/people"]) expect(body).to.include(name);
    for (const metric of ["ExtractedRows", "RowsLoaded", "LoadedAge", "Backlog", "OplogUsed", "ComputeSeconds"])
      expect(body).to.include(`"${metric}"`);
    const cluster = String(only(synth(production({ redshift: CLUSTER })), "aws_cloudwatch_dashboard").dashboard_body);
    expect(cluster).to.include("PercentageDiskSpaceUsed").and.not.include("ComputeSeconds");
  });
});
