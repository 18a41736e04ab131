import { expect } from "chai";
import { ALL, PRIMARY, SECOND, STAGING, SWITCHED_OFF } from "./fixtures.ts";
import { once, only, referenceTo, resources, synth, synthAll, type Terraform } from "./synth.ts";

describe("the dashboard", () => {
  const stack = once(() => synth(PRIMARY));

  it("exists once in each deployed stack, named after it, at the address of the output", () => {
    const stacks = [...synthAll(ALL)].map(([name, of]) => [
      name,
      resources(of, "aws_cloudwatch_dashboard").map((it) => it.dashboard_name),
    ]);
    expect(stacks).to.deep.equal([
      ["production-us-west-2", ["clearwell-production-us-west-2-dashboard"]],
      ["production-us-east-1", ["clearwell-production-us-east-1-dashboard"]],
      ["production-eu-west-1", []],
      ["staging-us-west-2", ["clearwell-staging-us-west-2-dashboard"]],
    ]);
    expect(SWITCHED_OFF.deployDms).to.equal(false);
    expect(stack().output?.dashboard_url?.value).to.match(
      /^https:\/\/us-west-2\.console\.aws\.amazon\.com\/.*\/clearwell-production-us-west-2-dashboard$/,
    );
  });

  it("shows every alarm of the stack first, also alarms that notify nobody", () => {
    for (const environment of [PRIMARY, STAGING]) {
      const of = synth(environment, ALL);
      const alarms = resources(of, "aws_cloudwatch_metric_alarm").map((alarm) =>
        referenceTo(of, "aws_cloudwatch_metric_alarm", alarm, "arn"),
      );
      const [first] = widgets(of);
      expect(first?.type).to.equal("alarm");
      expect(first?.properties.alarms).to.have.members(alarms);
    }
  });

  it("shows rows, bytes, lag, failures and duration", () => {
    const shown = graphs(stack()).flatMap(({ lines }) => lines.map(([namespace, name]) => `${namespace} ${name}`));
    expect(shown).to.include.members([
      "clearwell RowsIn",
      "clearwell RowsOut",
      "clearwell BytesIn",
      "clearwell BytesOut",
      "clearwell Duration",
      "AWS/Lambda Duration",
      "AWS/DMS CDCLatencySource",
      "AWS/DMS CDCLatencyTarget",
      "AWS/SQS ApproximateNumberOfMessagesVisible",
      "AWS/Lambda Errors",
    ]);
  });

  it("reads metrics of the stack's own region", () => {
    for (const { properties } of widgets(synth(SECOND, ALL)).slice(1)) expect(properties.region).to.equal("us-east-1");
  });

  it("draws the thresholds of the alarms", () => {
    const limits = graphs(stack()).flatMap(({ lines: [line], limit }) =>
      limit === undefined ? [] : [[line?.[1], limit]],
    );
    expect(limits).to.deep.equal([
      ["CDCLatencySource", 900],
      ["Duration", 720_000],
    ]);
  });

  it("refers only to resources of the stack", () => {
    const references = body(stack()).matchAll(/\$\{(?:element\(split\(":", )?(aws_\w+)\.([\w-]+)\./g);
    const found = [...references].map(([, type, id]) => stack().resource?.[String(type)]?.[String(id)]);
    expect(found.length).to.equal(body(stack()).split("${").length - 1);
    expect(found).not.to.include(undefined);
  });

  it("is the same bytes every time", () => {
    expect(body(synth(PRIMARY))).to.equal(body(stack()));
  });

  it("stays within CloudWatch's limits, also with 200 collections", () => {
    const allowList = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`c${index}`, { id: true as const }]),
    );
    const large = synthAll([PRIMARY], allowList).get("production-us-west-2") ?? stack();
    const alarmWidgets = widgets(large).filter(({ type }) => type === "alarm");
    for (const { properties } of alarmWidgets) expect(properties.alarms?.length).to.be.within(1, 100);
    expect(alarmWidgets.flatMap(({ properties }) => properties.alarms ?? [])).to.have.length(
      resources(large, "aws_cloudwatch_metric_alarm").length,
    );
    expect(widgets(large).length).to.be.at.most(500);
    for (const { lines } of graphs(large)) expect(lines.length).to.be.within(1, 500);
    expect(graphs(large).flatMap(({ lines }) => lines).length).to.be.at.most(2500);
    for (const { width } of widgets(large)) expect(width).to.be.within(1, 24);
  });
});

describe("the dimensions of the replication task's metrics", () => {
  const stack = once(() => synth(PRIMARY));

  it("are its instance's name, and the last part of its ARN", () => {
    const [line = ["", ""]] = graphs(stack())[0]?.lines ?? [];
    const { ReplicationInstanceIdentifier, ReplicationTaskIdentifier } = dimensionsOf(line);
    expect(ReplicationInstanceIdentifier).to.equal(
      only(stack(), "aws_dms_replication_instance").replication_instance_id,
    );
    const task = only(stack(), "aws_dms_replication_task");
    const arn = referenceTo(stack(), "aws_dms_replication_task", task, "replication_task_arn").slice(2, -1);
    const [, split, index] =
      /^\$\{element\(split\(":", ([^)]+)\), (\d+)\)\}$/.exec(String(ReplicationTaskIdentifier)) ?? [];
    expect(split).to.equal(arn);
    expect("arn:aws:dms:us-west-2:111122223333:task:ABC".split(":")[Number(index)]).to.equal("ABC");
  });
});

type Row = readonly [namespace: string, name: string, ...rest: (string | { readonly label: string })[]];

interface Widget {
  readonly type: "alarm" | "metric";
  readonly width: number;
  readonly properties: {
    readonly region?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly Row[];
    readonly annotations?: { readonly horizontal: readonly { readonly value: number }[] };
  };
}

function body(stack: Terraform): string {
  return String(only(stack, "aws_cloudwatch_dashboard").dashboard_body);
}

function widgets(stack: Terraform): readonly Widget[] {
  // Terraform replaces expressions by their values. Before that, the quotes in them are not valid JSON.
  const escaped = body(stack).replaceAll(/\$\{[^}]*\}/g, (expression) => expression.replaceAll('"', '\\"'));
  return (JSON.parse(escaped) as { widgets: Widget[] }).widgets;
}

function graphs(stack: Terraform) {
  return widgets(stack)
    .filter(({ type }) => type === "metric")
    .map(({ properties }) => ({
      lines: properties.metrics ?? [],
      limit: properties.annotations?.horizontal[0]?.value,
    }));
}

function dimensionsOf([, , ...rest]: Row): Record<string, unknown> {
  const pairs = rest.slice(0, -1);
  return Object.fromEntries(pairs.flatMap((name, index) => (index % 2 === 0 ? [[name, pairs[index + 1]]] : [])));
}
