import { expect } from "chai";
import { checkPolicies } from "../../../stacks/policies/policies.ts";
import type { Resource, Terraform } from "../synth.ts";
import { synth } from "./synth.ts";

/** A stack whose arguments a test changes. */
type Draft = Record<string, Record<string, Record<string, unknown>>>;

const FAULTS: readonly (readonly [fault: string, make: (it: Draft) => void, says: RegExp])[] = [
  [
    "a producer that may not encrypt what it sends",
    (it) => forbid(it, "shop-producer", "kms:GenerateDataKey"),
    /allows kinesis:PutRecords on \S+, and not kms:GenerateDataKey on its key/,
  ],
  [
    "a delivery that may not decrypt the streams",
    (it) => forbid(it, "delivery", "kms:Decrypt"),
    /allows kinesis:GetRecords on \S+, and not kms:Decrypt on its key/,
  ],
  [
    "a delivery that may not encrypt the files",
    (it) => forbid(it, "delivery", "kms:GenerateDataKey"),
    /allows s3:PutObject on \S+, and not kms:GenerateDataKey/,
  ],
  [
    "a reader that may not decrypt the files",
    (it) => forbid(it, "snowflake", "kms:Decrypt"),
    /allows s3:GetObject on \S+, and not kms:Decrypt/,
  ],
  ["a stream without encryption", (it) => each(it, "aws_kinesis_stream", { encryption_type: "NONE" }), /not encrypted/],
  [
    "files without encryption",
    (it) => each(it, "aws_kinesis_firehose_delivery_stream", { extended_s3_configuration: {} }),
    /not encrypted/,
  ],
  [
    "a watermark that a plan could destroy",
    (it) => each(it, "aws_ssm_parameter", { lifecycle: {} }),
    /could destroy it/,
  ],
  ["a stream that a plan could destroy", (it) => each(it, "aws_kinesis_stream", { lifecycle: {} }), /could destroy it/],
  [
    "a transformer whose failures nobody hears of",
    (it) => removeAlarms(it, "ExecuteProcessing.Success"),
    /no destination for failures/,
  ],
  [
    "a producer that nobody misses when it stops",
    (it) => each(it, "aws_cloudwatch_metric_alarm", { metric_query: [] }),
    /no alarm fires when it has not run/,
  ],
  [
    "a delivery that may invoke every function",
    (it) =>
      change(it, "delivery", (text) =>
        text.replace(/\$\{aws_lambda_function[^}]+\}:\*/, "arn:aws:lambda:us-west-2:1:*"),
      ),
    /allows lambda:GetFunctionConfiguration, lambda:InvokeFunction on arn:aws:lambda/,
  ],
  ["a delivery stream whose name is too long", (it) => rename(it), /has 65 characters, AWS allows 64/],
];

describe("The policies, on a stack of mysql-to-snowflake", () => {
  it("find nothing wrong", () => {
    expect(checkPolicies(synth())).to.deep.equal([]);
  });

  for (const [fault, make, says] of FAULTS)
    it(`find ${fault}`, () => {
      const stack = structuredClone(synth()) as Terraform;
      make(stack.resource as unknown as Draft);
      expect(checkPolicies(stack).map(({ problem }) => problem)).to.satisfy(
        (problems: string[]) => problems.length > 0 && problems.some((problem) => says.test(problem)),
        JSON.stringify(checkPolicies(stack)),
      );
    });
});

function each(it: Draft, type: string, args: Resource): void {
  for (const found of Object.values(it[type] ?? {})) Object.assign(found, args);
}

/** Changes the policy of a role, by the beginning of its address. */
function change(it: Draft, role: string, replace: (policy: string) => string): void {
  for (const [id, found] of Object.entries(it.aws_iam_role_policy ?? {}))
    if (id.startsWith(role)) found.policy = replace(String(found.policy));
}

function forbid(it: Draft, role: string, action: string): void {
  change(it, role, (policy) => policy.replaceAll(`"${action}"`, '"kms:DescribeKey"'));
}

function removeAlarms(it: Draft, metric: string): void {
  for (const [id, { metric_name }] of Object.entries(it.aws_cloudwatch_metric_alarm ?? {}))
    if (metric_name === metric) delete it.aws_cloudwatch_metric_alarm?.[id];
}

function rename(it: Draft): void {
  for (const found of Object.values(it.aws_kinesis_firehose_delivery_stream ?? {})) found.name = "x".repeat(65);
}
