import { expect } from "chai";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { evaluate } from "./evaluate.ts";
import { ALL, PRIMARY, STAGING } from "./fixtures.ts";
import { alarmOf, once, type Resource, resources, synth, synthAll } from "./synth.ts";

const HOUR = 3600;

describe("the alarms of a stack", () => {
  const stack = once(() => synth(PRIMARY));
  const alarm = (name: string) => alarmOf(stack(), name);
  /** The state of the alarm after its metric had these values, a period each. */
  const stateOf = (name: string, ...points: (number | undefined)[]) => evaluate(alarm(name), { metric: points });

  it("fire if the failure queue has a message, and not if it is empty or idle", () => {
    expect(stateOf("failures-not-empty", 1)).to.equal("ALARM");
    expect(stateOf("failures-not-empty", 0)).to.equal("OK");
    expect(stateOf("failures-not-empty", undefined)).to.equal("OK");
  });

  it("fire when the cleaner failed as often as one object is attempted, and not when a retry succeeded", () => {
    expect(alarm("cleaner-errors")).to.include({ statistic: "Sum", metric_name: "Errors" });
    expect(stateOf("cleaner-errors", 2)).to.equal("OK");
    expect(stateOf("cleaner-errors", 3)).to.equal("ALARM");
    expect(stateOf("cleaner-errors", undefined)).to.equal("OK");
  });

  it("evaluate a period long enough for three attempts of an object that times out each time", () => {
    const timeout = Number(resources(stack(), "aws_lambda_function")[0]?.timeout);
    // Lambda waits one minute before the second attempt and two before the third, and records an error at its attempt's start.
    const firstStarted = 3 * timeout + 3 * 60;
    expect(Number(alarm("cleaner-errors").period)).to.be.above(firstStarted);
    expect(Number(alarm("cleaner-near-timeout").period)).to.be.above(timeout);
  });

  it("fire when Lambda could not deliver a failure, which nothing else reports", () => {
    expect(alarm("failure-lost")).to.include({ metric_name: "DestinationDeliveryFailures" });
    expect(stateOf("failure-lost", 1)).to.equal("ALARM");
    expect(stateOf("failure-lost", 0)).to.equal("OK");
  });

  it("fire when the cleaner is throttled for an hour, and not during a full load", () => {
    expect(alarm("cleaner-throttled")).to.include({ metric_name: "Throttles", period: 300, statistic: "Sum" });
    expect(stateOf("cleaner-throttled", ...times(12, 1))).to.equal("ALARM");
    expect(stateOf("cleaner-throttled", ...times(11, 500), 0)).to.equal("OK");
    expect(stateOf("cleaner-throttled", undefined, ...times(11, 1))).to.equal("OK");
  });

  it("fire when an invocation took more than four fifths of its timeout", () => {
    expect(alarm("cleaner-near-timeout")).to.include({ metric_name: "Duration", statistic: "Maximum" });
    expect(stateOf("cleaner-near-timeout", 720_000)).to.equal("OK");
    expect(stateOf("cleaner-near-timeout", 720_001)).to.equal("ALARM");
  });

  it("fire when the CDC latency, at the source or at the target, is over 15 minutes for 15 minutes", () => {
    const late = times(3, 901);
    const latency = (source: (number | undefined)[], target: (number | undefined)[]) =>
      evaluate(alarm("replication-behind"), { source, target });
    expect(latency(late, late)).to.equal("ALARM");
    expect(latency(late, times(3, undefined))).to.equal("ALARM");
    expect(latency(times(3, 0), late)).to.equal("ALARM");
    expect(latency([901, 901, 900], [0, 0, 0])).to.equal("OK");
  });

  it("have insufficient data, and are not OK, while the task is stopped or in its full load", () => {
    const gaps = times(3, undefined);
    expect(evaluate(alarm("replication-behind"), { source: gaps, target: gaps })).to.equal("INSUFFICIENT_DATA");
  });

  it("fire when a replay failed, timed out or was stopped, and not when none ran", () => {
    const ended = (failed?: number, late?: number, stopped?: number) =>
      evaluate(alarm("replay-unfinished"), { failed: [failed], late: [late], stopped: [stopped] });
    expect([ended(1), ended(undefined, 1), ended(0, 0, 1)]).to.deep.equal(["ALARM", "ALARM", "ALARM"]);
    expect([ended(0, 0, 0), ended()]).to.deep.equal(["OK", "OK"]);
    const machine = "${aws_sfn_state_machine.replay_state-machine_";
    const metrics = (alarm("replay-unfinished").metric_query as Resource[]).flatMap(({ metric: it }) => it ?? []);
    expect(metrics.map((it) => (it as Resource).metric_name)).to.have.members([
      "ExecutionsFailed",
      "ExecutionsTimedOut",
      "ExecutionsAborted",
    ]);
    for (const it of metrics)
      expect((it as { dimensions: { StateMachineArn: string } }).dimensions.StateMachineArn).to.include(machine);
  });

  for (const [kind, metric] of [
    ["keyless", "Keyless"],
    ["keyless-deletes", "KeylessDeletes"],
    ["malformed", "Malformed"],
    ["characters-replaced", "ReplacedCharacters"],
  ] as const) {
    it(`fire at the first ${metric} of a collection, and recover a day after the last`, () => {
      const name = `${kind}-tickets`;
      expect(alarm(name)).to.include({ metric_name: metric, statistic: "Sum", period: HOUR });
      expect(stateOf(name, ...times(23, undefined), 1)).to.equal("ALARM");
      expect(stateOf(name, 1, ...times(23, 0))).to.equal("ALARM");
      expect(stateOf(name, ...times(24, 0))).to.equal("OK");
      expect(stateOf(name, ...times(24, undefined))).to.equal("OK");
    });
  }

  it("[T-03] fire when every file of a day lacked a listed column, and do not recover while no file comes", () => {
    const name = "column-missing-tickets";
    expect(alarm(name)).to.include({ metric_name: "AbsentColumns", statistic: "Minimum", period: 24 * HOUR });
    expect(stateOf(name, 1)).to.equal("ALARM");
    expect(stateOf(name, 0)).to.equal("OK");
    expect(stateOf(name, undefined)).to.equal("unchanged");
  });

  it("are the same for every listed collection, but for its name", () => {
    for (const kind of ["stale", "keyless", "keyless-deletes", "malformed", "characters-replaced", "column-missing"]) {
      const [first, second] = ["tickets", "invoices"].map((name) =>
        JSON.stringify(alarm(`${kind}-${name}`))
          .replaceAll(name, "")
          .replaceAll(/_[0-9A-F]{8}"/g, '"'),
      );
      expect(first).to.equal(second);
      expect(JSON.stringify(alarm(`${kind}-tickets`))).to.include('"collection":"tickets"');
    }
  });

  it("all exist, and notify nobody, if the environment has a reason instead of an address", () => {
    const silent = synth({ ...PRIMARY, alarms: { none: "a reason" }, snowflake: {} });
    const names = (found: readonly Resource[]) => found.map(({ alarm_name }) => alarm_name);
    const alarms = resources(silent, "aws_cloudwatch_metric_alarm");
    expect(names(alarms)).to.deep.equal(names(resources(stack(), "aws_cloudwatch_metric_alarm")));
    for (const { alarm_actions } of alarms) expect(alarm_actions).to.deep.equal([]);
    expect(silent.resource).not.to.have.any.keys("aws_sns_topic", "aws_cloudwatch_event_rule");
  });

  it("can be made for a collection of any name", () => {
    const names = ["user events", "a.b", "c-d", "alarms", "constructor", "x".repeat(120)];
    const odd = synthAll([PRIMARY], Object.fromEntries(names.map((name) => [name, { id: true }]))).get(
      "production-us-west-2",
    );
    for (const name of names) {
      expect(alarmOf(odd ?? stack(), `stale-${name}`)).to.have.nested.property(
        "metric_query[0].metric.dimensions.collection",
        name,
      );
    }
  });
});

describe("the alarm of a collection that is late", () => {
  const late = (freshness: MongodbToSnowflake["freshness"], name = "stale-tickets") => {
    const stack = synth({ ...PRIMARY, freshness });
    return alarmOf(stack, name);
  };

  it("fires after the environment's number of hours without a row, and not an hour before", () => {
    const alarm = late({ default: { hours: 3 }, except: {} });
    expect(alarm).to.have.nested.property("metric_query[0].metric.metric_name", "RowsOut");
    expect(evaluate(alarm, { rows: [5, ...times(2, undefined)] })).to.equal("OK");
    expect(evaluate(alarm, { rows: [5, ...times(3, undefined)] })).to.equal("ALARM");
  });

  it("fires for a collection that never came, and for one of which only empty files come", () => {
    const alarm = late({ default: { hours: 3 }, except: {} });
    expect(evaluate(alarm, { rows: times(3, undefined) })).to.equal("ALARM");
    expect(evaluate(alarm, { rows: times(3, 0) })).to.equal("ALARM");
  });

  it("has one period for each hour, from one hour to a week, which is CloudWatch's maximum", () => {
    for (const hours of [1, 168]) {
      const alarm = late({ default: { hours }, except: {} });
      expect(alarm.evaluation_periods).to.equal(hours);
      expect(evaluate(alarm, { rows: [...times(hours - 1, undefined), 1] })).to.equal("OK");
    }
  });

  it("uses the exception for its collection, and the default for the others", () => {
    const freshness = { default: { hours: 48 }, except: { tickets: { hours: 2 } } };
    expect(late(freshness).evaluation_periods).to.equal(2);
    expect(late(freshness, "stale-invoices").evaluation_periods).to.equal(48);
  });

  it("does not exist for a collection of which no object is expected", () => {
    const stale = (freshness: MongodbToSnowflake["freshness"]) =>
      resources(synth({ ...PRIMARY, freshness }), "aws_cloudwatch_metric_alarm")
        .map(({ alarm_name }) => String(alarm_name))
        .filter((name) => name.includes("-stale-"));
    expect(stale({ default: { hours: 24 }, except: { tickets: { none: "loaded once" } } })).to.deep.equal([
      "clearwell-production-us-west-2-stale-invoices",
    ]);
    expect(stale({ default: { none: "a reason" }, except: {} })).to.deep.equal([]);
  });
});

describe("every alarm", () => {
  const alarms = once(() =>
    [...synthAll(ALL).values()].flatMap((stack) => resources(stack, "aws_cloudwatch_metric_alarm")),
  );

  it("evaluates no more time than CloudWatch allows: a week, or a day if a period is shorter than an hour", () => {
    const week = synth({ ...STAGING, freshness: { default: { hours: 168 }, except: {} } }, ALL);
    for (const alarm of [...alarms(), ...resources(week, "aws_cloudwatch_metric_alarm")]) {
      const periods = periodsOf(alarm);
      expect(new Set(periods).size, String(alarm.alarm_name)).to.equal(1);
      const [period = 0] = periods;
      expect(period % 60).to.equal(0);
      expect(period * Number(alarm.evaluation_periods), String(alarm.alarm_name)).to.be.at.most(
        period < HOUR ? 24 * HOUR : 7 * 24 * HOUR,
      );
    }
  });

  it("has a unique name, with its stack in it", () => {
    const names = alarms().map(({ alarm_name }) => String(alarm_name));
    expect(new Set(names).size).to.equal(names.length);
    for (const name of names) expect(name).to.match(/^clearwell-(production|staging)-[a-z]+-[a-z]+-\d-[a-z-]+$/);
  });

  it("says what happened, and where to read what to do", () => {
    for (const { alarm_description } of alarms()) {
      expect(alarm_description).to.match(/^[A-Z].{20,}\. What to do: docs\/runbook\.md#[a-z-]+$/);
      expect(String(alarm_description).length).to.be.at.most(1024);
    }
  });

  it("evaluates exactly one series", () => {
    for (const alarm of alarms()) {
      const queries = (alarm.metric_query ?? []) as { readonly return_data?: boolean }[];
      const series = queries.length === 0 ? [alarm.metric_name] : queries.filter(({ return_data }) => return_data);
      expect(series, String(alarm.alarm_name)).to.have.length(1);
      expect(series[0]).not.to.equal(undefined);
    }
  });
});

function times<T>(count: number, value: T): T[] {
  return Array.from({ length: count }, () => value);
}

/** The period of the alarm's metric, or of each metric in its expression. */
function periodsOf({ period, metric_query }: Resource): number[] {
  const queries = (metric_query ?? []) as { readonly metric?: { readonly period: number } }[];
  return [period as number | undefined, ...queries.map(({ metric }) => metric?.period)].filter(
    (found) => found !== undefined,
  );
}
