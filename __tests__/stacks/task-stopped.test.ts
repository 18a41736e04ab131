import { expect } from "chai";
import { ALL, PRIMARY, STAGING } from "./fixtures.ts";
import { once, only, referenceTo, resources, rightsOf, synth } from "./synth.ts";

const TASK = "arn:aws:dms:us-west-2:111122223333:task:FIXTURETASK";

/** An event as DMS sends it. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_EventBridge.html */
const FAILED = {
  source: "aws.dms",
  "detail-type": "DMS Replication Task State Change",
  time: "2026-11-21T03:00:00Z",
  resources: [TASK],
  detail: {
    type: "REPLICATION_TASK",
    category: "Failure",
    eventType: "REPLICATION_TASK_FAILED",
    eventId: "DMS-EVENT-0078",
    detailMessage: 'Last Error: duplicate key { email: "ann@example.org" }',
  },
};

describe("a replication task that fails or stops", () => {
  const stack = once(() => synth(PRIMARY));
  const rule = () => only(stack(), "aws_cloudwatch_event_rule");
  const target = () => only(stack(), "aws_cloudwatch_event_target");
  const role = () => resources(stack(), "aws_iam_role").find(({ name }) => name === rule().name);
  const matches = (event: typeof FAILED) => {
    const task = referenceTo(
      stack(),
      "aws_dms_replication_task",
      only(stack(), "aws_dms_replication_task"),
      "replication_task_arn",
    );
    return isMatch(JSON.parse(String(rule().event_pattern).replaceAll(task, TASK)), event);
  };

  it("causes a mail, whether it failed or somebody stopped it", () => {
    expect(matches(FAILED)).to.equal(true);
    expect(matches({ ...FAILED, detail: { ...FAILED.detail, eventType: "REPLICATION_TASK_STOPPED" } })).to.equal(true);
  });

  it("is not confused with a start, another task, or another service", () => {
    expect(matches({ ...FAILED, detail: { ...FAILED.detail, eventType: "REPLICATION_TASK_STARTED" } })).to.equal(false);
    expect(matches({ ...FAILED, resources: [`${TASK}2`] })).to.equal(false);
    expect(matches({ ...FAILED, source: "example" })).to.equal(false);
    expect(matches({ ...FAILED, "detail-type": "DMS Replication Instance State Change" })).to.equal(false);
  });

  it("causes a mail that says what, where, when and what to do, without DMS's message, which may quote data", () => {
    expect(render(target().input_transformer, FAILED)).to.equal(
      "REPLICATION_TASK_FAILED in production-us-west-2 at 2026-11-21T03:00:00Z: nothing is replicated until the task runs " +
        "again. What to do: docs/runbook.md#task-stopped",
    );
  });

  it("is published to the topic of the alarms, by a role that may only do that and has its right before", () => {
    const topic = referenceTo(stack(), "aws_sns_topic", only(stack(), "aws_sns_topic"), "arn");
    expect(target()).to.include({
      rule: referenceTo(stack(), "aws_cloudwatch_event_rule", rule(), "name"),
      arn: topic,
      role_arn: referenceTo(stack(), "aws_iam_role", role() ?? {}, "arn"),
    });
    expect(rightsOf(stack(), String(rule().name))).to.deep.equal([
      { Sid: "Tell", Effect: "Allow", Action: ["sns:Publish"], Resource: [topic] },
    ]);
    expect(target())
      .to.have.nested.property("depends_on[0]")
      .that.matches(/^aws_iam_role_policy\.monitoring_task-stopped/);
  });

  it("causes no mail if the environment has a reason instead of an address", () => {
    const silent = synth(STAGING, ALL);
    expect(silent.resource).not.to.have.any.keys("aws_cloudwatch_event_rule", "aws_cloudwatch_event_target");
  });

  it("has resource names that AWS accepts, however long the environment's name is", () => {
    const long = { ...STAGING, environment: "a23456789b23456789c2", alarms: PRIMARY.alarms };
    const names = ["aws_iam_role", "aws_cloudwatch_event_rule"].flatMap((type) =>
      resources(synth(long, [PRIMARY, long]), type).map(({ name }) => String(name)),
    );
    // The longest name of a region has five characters more than this one.
    for (const name of names) expect(name.length, name).to.be.at.most(64 - 5);
  });
});

/** The part of EventBridge's patterns that the stack uses: the value of each key, or one of its values, is in the pattern's list. */
function isMatch(pattern: unknown, event: unknown): boolean {
  if (Array.isArray(pattern)) {
    return Array.isArray(event) ? event.some((one) => pattern.includes(one)) : pattern.includes(event);
  }
  return Object.entries(pattern as object).every(([key, inner]) =>
    isMatch(inner, (event as Record<string, unknown>)[key]),
  );
}

/** What EventBridge makes of a template that is text: each `<name>` is replaced by the value at its path. */
function render(transformer: unknown, event: object): string {
  const { input_paths, input_template } = transformer as {
    input_paths: Record<string, string>;
    input_template: string;
  };
  return (JSON.parse(input_template) as string).replace(/<(\w+)>/g, (_, name: string) => {
    const [, ...path] = (input_paths[name] ?? "").split(".");
    return String(path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], event));
  });
}
