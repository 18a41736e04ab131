import { expect } from "chai";
import { alarmOf, once, only, type Resource, resources } from "../synth.ts";
import { production, WITH_OPTIONS } from "./fixtures.ts";
import { synth } from "./synth.ts";

/** Alarms on the mails themselves. */
const MAILS = 6;

describe("The alarms of mysql-to-snowflake", () => {
  const stack = once(() => synth());
  const options = once(() => synth(production(WITH_OPTIONS)));

  it("say what to do, and notify the stack's topic", () => {
    const alarms = resources(stack(), "aws_cloudwatch_metric_alarm");
    expect(alarms).to.have.length(2 * 7 + 3 + 5 + MAILS);
    for (const { alarm_description, alarm_actions } of alarms) {
      expect(alarm_description).to.match(/ What to do: docs\/runbook\.md#[a-z-]+$/);
      expect(alarm_actions).to.have.length(1);
    }
  });

  it("fire when rows are older than the settings allow", () => {
    expect(alarmOf(stack(), "mysql-watermark-age-shop-order-lines")).to.deep.include({
      ...{ metric_name: "WatermarkAge", threshold: 30 * 60, statistic: "Maximum" },
      dimensions: {
        ...{ service: "producer", stack: "production-us-west-2-mysql-to-snowflake", table: "shop.order_lines" },
      },
    });
    expect(alarmOf(options(), "mysql-watermark-age-club-people").threshold).to.equal(15 * 60);
  });

  it("fire when three runs of a table found its lock taken", () => {
    expect(alarmOf(stack(), "mysql-lock-held-shop-people")).to.include({
      ...{ metric_name: "LockTaken", statistic: "Minimum", evaluation_periods: 3, period: 300 },
    });
  });

  it("fire when a producer has stopped running, and not before it first ran", () => {
    const alarm = alarmOf(stack(), "mysql-producer-not-run-shop");
    expect(alarm).to.include({
      ...{ comparison_operator: "LessThanThreshold", threshold: 1, treat_missing_data: "notBreaching" },
      // Two periods of six: there is always one with data, without which FILL fills nothing.
      ...{ evaluation_periods: 6, datapoints_to_alarm: 2 },
    });
    expect((alarm.metric_query as Resource[]).map(({ expression }) => expression)).to.include("FILL(invoked, 0)");
    expect(JSON.stringify(alarmOf(options(), "mysql-producer-not-run-club").metric_query)).to.include('"period":180');
  });

  it("fire when runs of one table have stopped ending, whatever the others do, and not before one first did", () => {
    const alarm = alarmOf(stack(), "mysql-table-not-read-shop-people");
    expect(alarm).to.include({
      ...{ comparison_operator: "LessThanThreshold", threshold: 1, treat_missing_data: "notBreaching" },
      ...{ evaluation_periods: 6, datapoints_to_alarm: 2 },
    });
    expect((alarm.metric_query as Resource[]).map(({ expression }) => expression)).to.include("FILL(ended, 0)");
    expect(JSON.stringify(alarm.metric_query))
      .to.include('"stat":"SampleCount"')
      .and.include('"table":"shop.people"')
      .and.include('"period":900');
  });

  it("fire for what writes no log: throttles, schedules that can't invoke, late reads and late files", () => {
    for (const [name, metric, threshold] of [
      ["producer-throttles-shop", "Throttles", 0],
      ["transformer-throttles", "Throttles", 0],
      ["schedule-failed", "TargetErrorCount", 0],
      ["schedule-dropped", "InvocationDroppedCount", 0],
      ["iterator-age-shop-people", "GetRecords.IteratorAgeMilliseconds", 900_000],
      ["delivery-behind-shop-people", "DeliveryToS3.DataFreshness", 900],
      ["producer-errors-shop", "Errors", 0],
      ["transformer-errors", "Errors", 0],
      ["unlisted-in-stream-shop-people", "UnlistedMembers", 0],
    ] as const)
      expect(alarmOf(stack(), `mysql-${name}`), name).to.include({ metric_name: metric, threshold });
  });

  it("fire for any object under errors/, which the bucket counts", () => {
    const { bucket: _, ...filter } = only(stack(), "aws_s3_bucket_metric");
    expect(filter).to.deep.equal({ filter: { prefix: "errors/" }, name: "errors" });
    expect(alarmOf(stack(), "mysql-objects-under-errors")).to.deep.include({
      ...{ namespace: "AWS/S3", metric_name: "PutRequests" },
      dimensions: { BucketName: "clearwell-stream-us-west-2-production", FilterId: "errors" },
    });
  });

  it("fire when the transformer did not succeed, however Firehose counts that", () => {
    expect(alarmOf(stack(), "mysql-processing-failed-shop-people")).to.include({
      ...{ metric_name: "ExecuteProcessing.Success", statistic: "Minimum" },
      ...{ comparison_operator: "LessThanThreshold", threshold: 1 },
    });
  });

  it("are on the dashboard, with the graphs of each table", () => {
    const body = JSON.parse(String(only(stack(), "aws_cloudwatch_dashboard").dashboard_body)) as {
      widgets: Resource[];
    };
    const [alarms, ...graphs] = body.widgets.map(({ properties }) => properties as Resource);
    expect(alarms?.alarms).to.have.length(22 + MAILS);
    expect(graphs).to.have.length(6);
    for (const { metrics } of graphs) expect(metrics).to.have.length(2);
  });
});
