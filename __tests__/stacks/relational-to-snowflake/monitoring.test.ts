import { expect } from "chai";
import { alarmOf, once, only, type Resource, resources } from "../synth.ts";
import { production, staging, WITH_OPTIONS, withDatabase } from "./fixtures.ts";
import { synth } from "./synth.ts";

describe("The alarms of relational-to-snowflake", () => {
  const stack = once(() => synth());

  it("are on changes that come late and on none that come, for each database, and on columns in the lake and in the sources", () => {
    expect(alarms(stack())).to.have.members([
      "relational-replication-behind-clinic",
      "relational-replication-behind-ledger",
      "relational-nothing-written-clinic",
      "relational-nothing-written-ledger",
      "relational-unlisted-in-lake",
      "relational-unreadable-in-lake",
      "relational-lake-columns-errors",
      "relational-lake-columns-not-run",
      "relational-source-findings",
      "relational-new-source-column",
      "relational-source-columns-errors",
      "relational-source-columns-not-run",
    ]);
    expect(alarmOf(stack(), "relational-replication-behind-clinic").alarm_description).to.match(
      /^Changes in clinic are more than 15 minutes old when DMS writes them to the lake\./,
    );
  });

  it("fire if the task reports nothing for as long as the environment allows", () => {
    const within = synth(production({ freshness: { default: { hours: 24 }, except: { clinic: { hours: 1 } } } }));
    const alarm = alarmOf(within, "relational-nothing-written-clinic");
    expect(alarm).to.include({
      comparison_operator: "LessThanOrEqualToThreshold",
      threshold: 0,
      evaluation_periods: 1,
      treat_missing_data: "breaching",
    });
    expect(alarm.alarm_description).to.match(/^DMS wrote no change of clinic for 1 hour\./);
    expect(metrics(alarm)).to.include("CDCThroughputRowsTarget");
    expect(alarmOf(within, "relational-nothing-written-ledger").evaluation_periods).to.equal(24);
  });

  it("expect no changes of a database that is only loaded, and none if there is a reason", () => {
    expect(alarms(synth(production(WITH_OPTIONS)))).not.to.include("relational-nothing-written-clinic");
    const quiet = { default: { none: "nothing changes here" }, except: {} };
    expect(alarms(synth(staging({ freshness: quiet }))).filter((name) => name.includes("nothing"))).to.deep.equal([]);
    const cdc = production(withDatabase("clinic", { migration: "cdc" }));
    expect(alarms(synth(cdc))).to.include("relational-nothing-written-clinic");
  });

  it("are joined by a mail when a task stops, which names it", () => {
    const rule = JSON.parse(String(only(stack(), "aws_cloudwatch_event_rule").event_pattern)) as {
      resources: string[];
    };
    expect(rule.resources).to.have.length(2);
    expect(JSON.stringify(only(stack(), "aws_cloudwatch_event_target").input_transformer)).to.include("<task>");
    expect(synth(staging()).resource).not.to.have.property("aws_cloudwatch_event_rule");
  });

  it("are all on the dashboard", () => {
    const body = String(only(stack(), "aws_cloudwatch_dashboard").dashboard_body);
    for (const id of Object.keys(stack().resource?.aws_cloudwatch_metric_alarm ?? {}))
      expect(body).to.include(`aws_cloudwatch_metric_alarm.${id}.arn`);
    for (const metric of [
      "CDCLatencySource",
      "CDCLatencyTarget",
      "CDCThroughputRowsTarget",
      "UnlistedInLake",
      "UnreadableInLake",
      "UnlistedColumns",
    ])
      expect(body).to.include(metric);
  });
});

function alarms(stack: Parameters<typeof resources>[0]): string[] {
  return resources(stack, "aws_cloudwatch_metric_alarm").map(({ alarm_name }) =>
    String(alarm_name).replace(/^clearwell-[a-z]+-us-west-2-/, ""),
  );
}

function metrics({ metric_query: queries }: Resource): string {
  return JSON.stringify(queries);
}
