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
import { once, type Resource, synth, synthAll } from "../synth.ts";

/** A stack that may be changed. */
type Open = Record<string, Record<string, Record<string, unknown>>>;

const QUEUE_ARN = "arn:aws:sqs:us-east-1:444455556666:another";
const statement = (more: object) =>
  JSON.stringify({ Statement: [{ Sid: "Added", Effect: "Allow", Action: ["s3:GetObject"], ...more }] });

const DENY_HTTP = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

/** A fault, the change of the stack that causes it, and the problem that the policies find. */
const FAULTS: readonly (readonly [fault: string, change: (stack: Open) => void, problem: RegExp])[] = [
  [
    "a bucket that allows public access",
    (it) => all(it, "aws_s3_bucket_public_access_block", { block_public_policy: false }),
    /public access is not blocked/,
  ],
  [
    "a bucket without the block on public access",
    (it) => drop(it, "aws_s3_bucket_public_access_block"),
    /public access is not blocked/,
  ],
  [
    "a bucket whose encryption is not set",
    (it) => drop(it, "aws_s3_bucket_server_side_encryption_configuration"),
    /its encryption is not set/,
  ],
  ["a bucket without a policy", (it) => drop(it, "aws_s3_bucket_policy"), /plain HTTP is not denied/],
  [
    "a bucket that accepts plain HTTP",
    (it) => all(it, "aws_s3_bucket_policy", { policy: '{"Statement":[]}' }),
    /plain HTTP is not denied/,
  ],
  [
    "[T-09] a second notification of one bucket",
    (it) => twice(it, "aws_s3_bucket_notification"),
    /more than one aws_s3_bucket_notification/,
  ],
  [
    "a second lifecycle of one bucket",
    (it) => twice(it, "aws_s3_bucket_lifecycle_configuration"),
    /more than one aws_s3_bucket_lifecycle_configuration/,
  ],
  ["a queue in plain text", (it) => all(it, "aws_sqs_queue", { sqs_managed_sse_enabled: false }), /not encrypted/],
  [
    "an instance encrypted with AWS's own key",
    (it) => all(it, "aws_dms_replication_instance", { kms_key_arn: undefined }),
    /not encrypted/,
  ],
  [
    "an endpoint encrypted with AWS's own key",
    (it) => all(it, "aws_dms_endpoint", { kms_key_arn: undefined }),
    /not encrypted/,
  ],
  [
    "rows that DMS writes in plain text",
    (it) => all(it, "aws_dms_s3_endpoint", { server_side_encryption_kms_key_id: undefined }),
    /not encrypted/,
  ],
  [
    "a key of an S3 endpoint, which DMS does not keep",
    (it) => all(it, "aws_dms_s3_endpoint", { kms_key_arn: "arn:aws:kms:us-west-2:1:key/2" }),
    /every plan would replace it/,
  ],
  [
    "a log of DMS, which may quote rows, encrypted with AWS's own key",
    (it) => all(it, "aws_cloudwatch_log_group", { kms_key_id: undefined }),
    /not encrypted/,
  ],
  [
    "a key that everybody may use",
    (it) => all(it, "aws_kms_key", { policy: statement({ Action: ["kms:Decrypt"], Resource: "*", Principal: "*" }) }),
    /allows it to everybody/,
  ],
  [
    "a key's policy with every action",
    (it) => all(it, "aws_kms_key", { policy: statement({ Action: ["kms:*"], Resource: "*" }) }),
    /allows kms:\*/,
  ],
  [
    "a key's policy on all keys of the account",
    (it) =>
      all(it, "aws_kms_key", {
        policy: statement({ Action: ["kms:Decrypt"], Resource: ["*", "arn:aws:kms:us-west-2:1:key/*"] }),
      }),
    /allows kms:Decrypt on/,
  ],
  ["a key that never rotates", (it) => all(it, "aws_kms_key", { enable_key_rotation: false }), /never rotates/],
  [
    "every action of a service",
    (it) => all(it, "aws_iam_role_policy", { policy: statement({ Action: ["s3:*"], Resource: ["arn:aws:s3:::a/b"] }) }),
    /allows s3:\*/,
  ],
  [
    "an action that does not exist",
    (it) =>
      all(it, "aws_iam_role_policy", {
        policy: statement({ Action: ["s3:GetObjekt"], Resource: ["arn:aws:s3:::a/b"] }),
      }),
    /the action s3:GetObjekt does not exist/,
  ],
  [
    "an action of a service whose actions are not checked",
    (it) =>
      all(it, "aws_iam_role_policy", {
        policy: statement({ Action: ["rds:CreateDBInstance"], Resource: ["arn:aws:s3:::a"] }),
      }),
    /not checked yet/,
  ],
  [
    "a right on everything",
    (it) => all(it, "aws_iam_role_policy", { policy: statement({ Resource: ["*"] }) }),
    /on \*$/m,
  ],
  [
    "a right on every bucket of a kind",
    (it) => all(it, "aws_iam_role_policy", { policy: statement({ Resource: ["arn:aws:s3:::legion-*/x"] }) }),
    /on arn:aws:s3:::legion-\*/,
  ],
  [
    "a right on every key of the account",
    (it) =>
      all(it, "aws_iam_role_policy", {
        policy: statement({ Action: ["kms:Decrypt"], Resource: ["arn:aws:kms:us-west-2:1:key/*"] }),
      }),
    /allows kms:Decrypt on/,
  ],
  [
    "a right on all resources but one",
    (it) => all(it, "aws_iam_role_policy", { policy: statement({ NotResource: ["arn:aws:s3:::a"] }) }),
    /allows all but what it names/,
  ],
  [
    "a role that everybody may assume",
    (it) =>
      all(it, "aws_iam_role", {
        assume_role_policy: statement({ Action: ["sts:AssumeRole"], Principal: { AWS: "*" } }),
      }),
    /allows it to everybody/,
  ],
  ...["arn:aws:secretsmanager:us-west-2:1:secret:*", "arn:aws:sqs:us-west-2:1:*", "arn:aws:s3:::legion-????/x"].map(
    (on) =>
      [
        `a right on ${on}`,
        (it: Open) => all(it, "aws_iam_role_policy", { policy: statement({ Resource: [on] }) }),
        /allows s3:GetObject on arn/,
      ] as const,
  ),
  ...[
    { Principal: { AWS: ["arn:aws:iam::1:root", "*"] } },
    { Principal: { AWS: "arn:aws:iam::*:root" } },
    { Principal: { Federated: "*" } },
    { Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } },
    { Principal: "*", Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::*" } } },
  ].map(
    (who) =>
      [
        `a queue that everybody may use: ${JSON.stringify(who)}`,
        (it: Open) => all(it, "aws_sqs_queue", { policy: statement({ ...who, Resource: QUEUE_ARN }) }),
        /allows it to everybody/,
      ] as const,
  ),
  [
    "a right for all principals but one",
    (it) => all(it, "aws_sqs_queue", { policy: statement({ NotPrincipal: { AWS: "1" }, Resource: QUEUE_ARN }) }),
    /allows all but what it names/,
  ],
  ...[
    {},
    { Condition: { StringEquals: { "sts:ExternalId": "" } } },
    { Condition: { StringLike: { "sts:ExternalId": "*" } } },
    { Condition: { StringEquals: { "aws:PrincipalType": "User" } } },
  ].map(
    (condition) =>
      [
        `a role that another account may assume without an external id: ${JSON.stringify(condition)}`,
        (it: Open) =>
          all(it, "aws_iam_role", {
            assume_role_policy: statement({
              Action: ["sts:AssumeRole"],
              Principal: { AWS: "arn:aws:iam::4:user/a" },
              ...condition,
            }),
          }),
        /another account may assume it without an external id/,
      ] as const,
  ),
  [
    "another account that may read a whole bucket",
    (it) =>
      all(it, "aws_iam_role_policy", { policy: statement({ Resource: ["arn:aws:s3:::a/b/*", "arn:aws:s3:::a/*"] }) }),
    /another account may use s3:GetObject outside of named prefixes/,
  ],
  ...[
    {},
    { Condition: { StringLike: { "s3:prefix": ["a/*", "*"] } } },
    { Condition: { StringLike: { "s3:prefix": "" } } },
    { Condition: { StringLike: { "s3:delimiter": "a/*" } } },
  ].map(
    (condition) =>
      [
        `another account that may list a whole bucket: ${JSON.stringify(condition)}`,
        (it: Open) =>
          all(it, "aws_iam_role_policy", {
            policy: statement({ Action: ["s3:ListBucket"], Resource: ["arn:aws:s3:::a"], ...condition }),
          }),
        /another account may use s3:ListBucket outside of named prefixes/,
      ] as const,
  ),
  [
    "a policy that is not written out in the stack",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference of Terraform's.
    (it) => all(it, "aws_iam_role_policy", { policy: "${data.aws_iam_policy_document.any.json}" }),
    /its policy is not written out in the stack/,
  ],
  [
    "a role with AWS's policy for administrators",
    (it) => all(it, "aws_iam_role_policy_attachment", { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" }),
    /has a managed or inline policy/,
  ],
  [
    "a role with an inline policy",
    (it) => all(it, "aws_iam_role", { inline_policy: [{ name: "it", policy: statement({ Resource: ["*"] }) }] }),
    /has a managed or inline policy/,
  ],
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

function all(stack: Open, type: string, change: Resource): void {
  for (const it of Object.values(stack[type] ?? {})) Object.assign(it, change);
}

function drop(stack: Open, type: string): void {
  delete stack[type];
}

function twice(stack: Open, type: string): void {
  for (const [id, it] of Object.entries(stack[type] ?? {})) Object.assign(stack[type] ?? {}, { [`${id}_2`]: it });
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
