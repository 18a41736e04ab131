import { expect } from "chai";
import { readPlan } from "../../../review/plan-review/plan.ts";
import { added, change, destroyed, json, markdown, plan, policy, QUIET, review, updated } from "./plans.ts";

describe("The review of plans", () => {
  it("shows what may leave, then what Terraform would do, then the policies", () => {
    const diff = {
      widens: true,
      verdict: "**More leaves.**",
      markdown: "## What may leave, against `main`\n\n…",
      json: { widens: true },
    };
    const bucket = { bucket: "old", policy: null };
    const plans = [
      plan(
        added("aws_sqs_queue.new", { name: "new" }),
        updated("aws_lambda_function.cleaner", { memory_size: 1769, arn: "a" }, { memory_size: 3538, arn: "b" }),
        change("aws_s3_bucket.raw", ["delete", "create"], {
          before: bucket,
          after: { ...bucket, bucket: "new" },
          replace_paths: [["bucket"]],
        }),
        updated(
          "aws_iam_role_policy.cleaner",
          { policy: policy({ Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: "arn:a" }) },
          { policy: policy({ Effect: "Allow", Action: "s3:GetObject", Resource: ["arn:a", "arn:b"] }) },
        ),
        change("data.aws_caller_identity.me", ["read"]),
      ),
      QUIET,
    ];
    expect(markdown({ diff, plans })).to.equal(`<!-- clearwell plan review -->

## Summary

- **More leaves.**
- **Data may be lost:** \`it\`
- **Rights change:** \`it\`

| stack | added | changed | replaced | destroyed | forgotten |
| --- | ---: | ---: | ---: | ---: | ---: |
| \`it\` | 1 | 2 | 1 | 0 | 0 |
| \`production-eu-west-1\` | 0 | 0 | 0 | 0 | 0 |

## What may leave, against \`main\`

…

## What Terraform would do

### it

1 replaced, 2 changed, 1 added

**Data may be lost:**

- replaced \`aws_s3_bucket.raw\`
  - \`bucket: old → new (replaces it)\`

**Rights change:**

- changed \`aws_iam_role_policy.cleaner\`
  - \`+ allow s3:GetObject on arn:b\`
  - \`- allow s3:PutObject on arn:a\`

<details><summary>The rest: 1 changed, 1 added</summary>

- changed \`aws_lambda_function.cleaner\`
  - \`memory_size: 1769 → 3538\`
- added \`aws_sqs_queue.new\`

</details>

### production-eu-west-1

Nothing changes.

## Policies

All policies hold in every planned stack.`);
  });

  it("says which stack has no plan, and which has an incomplete plan", () => {
    expect(markdown({ unplanned: ["staging-us-west-2"] })).to.include("### staging-us-west-2\n\n**There is no plan.**");
    expect(markdown({ plans: [{ ...QUIET, errored: true }] })).to.include("**Terraform could not plan all of it.**");
    expect(json({ unplanned: ["a"], plans: [{ ...QUIET, stack: "b", errored: true }] })).to.deep.include({
      unplanned: ["a", "b"],
    });
  });

  it("lists the policies that do not hold", () => {
    const problems = [{ where: "it: aws_s3_bucket.raw", problem: "plain HTTP is not denied", remedy: "deny it" }];
    expect(markdown({ problems })).to.include("- `it: aws_s3_bucket.raw: plain HTTP is not denied. deny it.`");
    expect(json({ problems })).to.deep.include({ problems });
  });

  for (const type of ["s3_bucket", "kms_key", "sqs_queue", "dms_replication_instance", "dms_replication_task"])
    for (const actions of [["delete"], ["delete", "create"], ["create", "delete"], ["forget"], ["forget", "create"]])
      it(`calls out ${actions.join(" and ")} of aws_${type}`, () => {
        const it = change(`aws_${type}.it`, actions);
        expect(review(it)).to.include("**Data may be lost:**");
        expect(json({ plans: [plan(it)] })).to.deep.include({ losesData: true });
      });

  it("calls out changes that make data expire sooner, or hide failures", () => {
    const gone = ["s3_bucket_lifecycle_configuration", "s3_bucket_notification", "lambda_function_event_invoke_config"];
    const changes = [
      ...gone.map((type) => destroyed(`aws_${type}.it`)),
      updated("aws_sqs_queue.it", { message_retention_seconds: 1209600 }, { message_retention_seconds: 60 }),
      updated("aws_s3_bucket.it", { force_destroy: false }, { force_destroy: true }),
      updated("aws_kms_key.it", { deletion_window_in_days: 30 }, { deletion_window_in_days: 7 }),
    ];
    for (const it of changes) {
      expect(review(it)).to.include("**Data may be lost:**");
      expect(json({ plans: [plan(it)] })).to.deep.include({ losesData: true });
    }
  });

  it("shows only the number that changes in a long argument", () => {
    const rule = (days: number) => [{ id: "expire-rows-of-raw".repeat(5), expiration: [{ days }], status: "Enabled" }];
    const [before, after] = [{ rule: rule(7) }, { rule: rule(1) }];
    expect(review(updated("aws_s3_bucket_lifecycle_configuration.it", before, after))).to.include(
      '  - `rule.0.expiration: [{"days":7}] → [{"days":1}]`',
    );
    const mappings = (value: string) => ({ table_mappings: JSON.stringify({ rules: rule(1), selection: { value } }) });
    expect(review(updated("aws_dms_replication_task.it", mappings("a"), mappings("b")))).to.include(
      '  - `table_mappings.selection: {"value":"a"} → {"value":"b"}`',
    );
  });

  it("shows every name and value as code, so that it can't mention anybody, make a link or end an element", () => {
    const hostile = "`` @everyone ``` </details>\r\n\r\n# [x](https://x)";
    const text = review(updated(`aws_sns_topic.it["${hostile}"]`, { name: "a" }, { name: hostile }));
    const problems = [{ where: hostile, problem: "@everyone", remedy: "</details>" }];
    for (const it of [text, markdown({ problems })]) {
      const outside = it
        .replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/g, "")
        .replaceAll(/<\/?(details|summary)>/g, (tag) => (it === text ? "" : tag));
      expect(outside).not.to.match(/@everyone|https|^#+ \[|\r/m);
    }
    expect(markdown({ problems })).to.match(/^- ````.*<\/details>.*````$/m);
  });

  it("does not call out resources that are added, or that hold no data", () => {
    for (const it of [added("aws_s3_bucket.it"), destroyed("aws_cloudwatch_dashboard.it")]) {
      expect(review(it)).not.to.include("**");
      expect(json({ plans: [plan(it)] })).to.deep.include({ losesData: false, changesAccess: false });
    }
  });

  it("shows no value that Terraform marks as sensitive, at any depth", () => {
    const it = updated(
      "aws_dms_endpoint.it",
      { server: "hunter1", opts: { pass: "hunter2" } },
      { server: "hunter3", opts: { pass: "hunter4" } },
      {
        before_sensitive: { server: true },
        after_sensitive: { opts: { pass: true } },
      },
    );
    expect(review(it)).to.include("server: not shown").and.include("opts: not shown").and.not.include("hunter");
  });

  it("describes values that are unknown before the apply, long or absent", () => {
    const text = review(
      updated(
        "aws_lambda_function.it",
        { a: "x", b: null, c: "y" },
        { b: ["z"], c: "c".repeat(99) },
        { after_unknown: { a: true } },
      ),
    );
    expect(text)
      .to.include("a: known after it is applied")
      .and.include('b: none → ["z"]')
      .and.include("c: y → 99 characters");
  });

  it("counts forgotten resources separately from destroyed ones", () => {
    expect(review(change("aws_sns_topic.a", ["forget"]), destroyed("aws_sns_topic.b"))).to.include(
      "1 destroyed, 1 forgotten",
    );
  });

  it("fits into a comment, and leaves out the less important changes first", () => {
    const many = Array.from({ length: 3000 }, (_, index) => added(`aws_sns_topic.topic-${index}`));
    const text = review(...many, destroyed("aws_s3_bucket.raw"));
    expect(text).to.have.length.below(65_536);
    expect(text).to.include("1 destroyed, 3000 added").and.include("- destroyed `aws_s3_bucket.raw`");
    expect(text)
      .to.include("## Policies")
      .and.match(/The review is too long for a comment: .*\*\*$/);
    expect(
      review(...many.map(({ address }) => destroyed(address.replace("sns_topic", "s3_bucket")))),
    ).to.have.length.below(65_536);
  });

  it("refuses a file that is not a plan", () => {
    for (const text of [
      "",
      "{}",
      "[]",
      "null",
      '{"format_version":"0.1","terraform_version":"1.11.4"}',
      '{"format_version":"1.0"}',
    ])
      expect(() => readPlan("it", text, QUIET.synthesised), text).to.throw("The plan of it is not a plan");
    const text = '{"format_version":"1.2","terraform_version":"1.11.4","errored":true}';
    expect(readPlan("it", text, QUIET.synthesised)).to.deep.equal({
      ...plan(),
      errored: true,
    });
  });
});
