import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { TerraformStack } from "cdktf";
import { expect } from "chai";
import { ProblemsFound } from "../../../contracts/problem.ts";
import { makeApp } from "../../../stacks/make-app.ts";
import { checkPolicies } from "../../../stacks/policies/policies.ts";
import { ALL, ALLOW_LIST, literalOf, PRIMARY, sourcesOf } from "../fixtures.ts";
import { once, synth, synthAll } from "../synth.ts";
import { all, DENY_HTTP, drop, type Fault, type Open, QUEUE_ARN } from "./open-stack.ts";
import { WRONG_RIGHTS } from "./wrong-rights.ts";
import { WRONG_STORAGE } from "./wrong-storage.ts";

const FAULTS: readonly Fault[] = [
  ...WRONG_STORAGE,
  ...WRONG_RIGHTS,
  [
    "a denial of plain HTTP for another bucket",
    (it) =>
      all(it, "aws_s3_bucket_policy", {
        policy: JSON.stringify({
          Statement: { ...DENY_HTTP, Resource: ["arn:aws:s3:::other", "arn:aws:s3:::other/*"] },
        }),
      }),
    /plain HTTP is not denied/,
  ],
  [
    "a setting for another stack's bucket",
    (it) => all(it, "aws_s3_bucket_lifecycle_configuration", { bucket: "another" }),
    /is for a bucket that is not in this stack/,
  ],
  [
    "an alarm that notifies nobody",
    (it) => all(it, "aws_cloudwatch_metric_alarm", { alarm_actions: [] }),
    /it notifies nobody/,
  ],
  [
    "an alarm that is switched off",
    (it) => all(it, "aws_cloudwatch_metric_alarm", { actions_enabled: false }),
    /it notifies nobody/,
  ],
  [
    "a function without a destination for failures",
    (it) => drop(it, "aws_lambda_function_event_invoke_config"),
    /no destination for failures/,
  ],
  [
    "a function whose log group is not in the stack",
    (it) => all(it, "aws_cloudwatch_log_group", { name: "/other" }),
    /would create its log group/,
  ],
  [
    "a function without an alarm on its errors",
    (it) => drop(it, "aws_cloudwatch_metric_alarm"),
    /no alarm fires when it fails/,
  ],
  [
    "a log that is kept for ever",
    (it) => all(it, "aws_cloudwatch_log_group", { retention_in_days: undefined }),
    /kept for ever/,
  ],
  ["a password", (it) => all(it, "aws_dms_endpoint", { password: "hunter2" }), /holds a secret/],
  [
    "a connection string with a password",
    (it) => all(it, "aws_lambda_function", { description: "mongodb://a:b@c" }),
    /holds a secret/,
  ],
  ["an access key", (it) => all(it, "aws_lambda_function", { description: "AKIAABCDEFGHIJKLMNOP" }), /holds a secret/],
  [
    "a bucket in production that a plan could destroy",
    (it) => all(it, "aws_s3_bucket", { lifecycle: {} }),
    /a plan could destroy it/,
  ],
  [
    "a bucket in production that Terraform may empty",
    (it) => all(it, "aws_s3_bucket", { force_destroy: true }),
    /a plan could destroy it/,
  ],
  [
    "a name that AWS refuses",
    (it) => all(it, "aws_iam_role", { name: "a".repeat(65) }),
    /its name has 65 characters, AWS allows 64/,
  ],
  [
    "two alarms of one name, of which one would overwrite the other",
    (it) => all(it, "aws_cloudwatch_metric_alarm", { alarm_name: "the same" }),
    /its alarm_name is also that of aws_cloudwatch_metric_alarm\.[\w-]+: the same/,
  ],
  [
    "a notification inside another's prefix",
    (it) => all(it, "aws_s3_bucket_notification", { queue: overlapping() }),
    /"a\/b\/" is inside "a\/"/,
  ],
  [
    "an expiration of the whole bucket besides that of a prefix",
    (it) => all(it, "aws_s3_bucket_lifecycle_configuration", { rule: [expiring("a/"), expiring("")] }),
    /"a\/" is inside ""/,
  ],
];

describe("The policies", () => {
  let outdir: string;
  before(() => {
    outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  });
  after(() => rmSync(outdir, { recursive: true }));

  const primary = once(() => JSON.stringify(synth(PRIMARY, ALL)));

  it("hold in every stack", () => {
    for (const [name, stack] of synthAll(ALL)) expect(checkPolicies(stack), name).to.deep.equal([]);
  });

  for (const [fault, change, problem] of FAULTS)
    it(`refuse ${fault}`, () => {
      const stack = JSON.parse(primary()) as ReturnType<typeof synth>;
      change(stack.resource as unknown as Open);
      const problems = checkPolicies(stack);
      expect(problems.map((it) => it.problem).join("\n")).to.match(problem);
      for (const { where, remedy } of problems) expect({ where, remedy }).to.satisfy(isComplete);
    });

  it("accept a bucket's policy with one statement that is not in a list", () => {
    const stack = JSON.parse(primary()) as ReturnType<typeof synth>;
    const { aws_s3_bucket: buckets = {}, aws_s3_bucket_policy: policies = {} } = stack.resource as unknown as Open;
    for (const it of Object.values(policies)) {
      const [, id = ""] = /^\$\{aws_s3_bucket\.([^.]+)\./.exec(String(it.bucket)) ?? [];
      const arn = `arn:aws:s3:::${String(buckets[id]?.bucket)}`;
      it.policy = JSON.stringify({ Statement: { ...DENY_HTTP, Resource: [arn, `${arn}/*`] } });
    }
    expect(checkPolicies(stack)).to.deep.equal([]);
  });

  it("refuse a password outside of resources", () => {
    const stack = JSON.parse(primary()) as ReturnType<typeof synth>;
    const changed = { ...stack, output: { uri: { value: "mongodb://a:b@c" } } };
    expect(checkPolicies(changed)).to.deep.include({
      where: "output",
      problem: "holds a secret",
      remedy: "keep it in Secrets Manager",
    });
  });

  it("are checked at synth, for all stacks together", () => {
    const app = makeApp({ sources: sourcesOf(ALLOW_LIST), environments: ALL.map(literalOf), outdir });
    for (const stack of app.node
      .findAll()
      .filter((node) => TerraformStack.isStack(node))
      .slice(1, 3)) {
      new S3Bucket(stack, "hand-made", { bucket: "hand-made" });
      new SqsQueue(stack, "hand-made-queue", { name: "hand-made" });
    }
    const wheres = problemsOf(() => app.synth()).map(({ where }) => where.replace(/_[0-9A-F]{8}$/, ""));
    expect(new Set(wheres)).to.deep.equal(
      new Set(
        ["production-us-east-1", "production-eu-west-1"].flatMap((name) => [
          `${name}: aws_s3_bucket.hand-made`,
          `${name}: aws_sqs_queue.hand-made-queue`,
        ]),
      ),
    );
  });
});

function problemsOf(task: () => void) {
  try {
    task();
  } catch (error) {
    if (error instanceof ProblemsFound) return error.problems;
    throw error;
  }
  return [];
}

function overlapping() {
  return ["a/", "a/b/"].map((filter_prefix) => ({ filter_prefix, queue_arn: QUEUE_ARN }));
}

function expiring(prefix: string) {
  return { filter: [{ prefix }], expiration: [{ days: 7 }] };
}

function isComplete({ where, remedy }: { readonly where: string; readonly remedy: string }): boolean {
  return where.length > 0 && remedy.length > 0;
}
