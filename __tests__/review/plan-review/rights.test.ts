import { expect } from "chai";
import { added, change, destroyed, json, markdown, plan, policy, QUIET, review, updated } from "./plans.ts";

describe("The review of rights", () => {
  for (const type of [
    "iam_role",
    "iam_role_policy_attachment",
    "s3_bucket_policy",
    "lambda_permission",
    "sns_topic_policy",
    "s3_bucket_public_access_block",
    "s3_bucket_acl",
    "s3_bucket_replication_configuration",
    "lambda_function_url",
    "lambda_layer_version_permission",
    "sns_topic_subscription",
    "cloudwatch_log_subscription_filter",
    "security_group",
    "vpc_security_group_ingress_rule",
  ])
    it(`calls out that aws_${type} changes rights`, () => {
      expect(review(added(`aws_${type}.it`))).to.include("**Rights change:**");
      expect(json({ plans: [plan(destroyed(`aws_${type}.it`))] })).to.deep.include({ changesAccess: true });
    });

  it("calls out the policy argument of a queue or a key", () => {
    const [before, after] = ["sqs:SendMessage", "sqs:ReceiveMessage"].map((Action) => ({
      policy: policy({ Effect: "Allow", Action, Resource: "*", Principal: { Service: "s3.amazonaws.com" } }),
    }));
    const text = review(updated("aws_sqs_queue.it", before ?? {}, after ?? {}));
    expect(text).to.include('+ allow sqs:ReceiveMessage on * to {"Service":"s3.amazonaws.com"}');
    for (const it of [
      added("aws_kms_key.it", after),
      change("aws_kms_key.it", ["create"], { after_unknown: { policy: true } }),
    ])
      expect(json({ plans: [plan(it)] })).to.deep.include({ changesAccess: true });
  });

  it("shows the rights of new resources, and says if they are not known yet", () => {
    const it = { policy: policy({ Effect: "Allow", NotAction: "iam:*", Resource: "*", Condition: { Bool: {} } }) };
    expect(review(added("aws_iam_role_policy.it", it))).to.include('+ allow all but iam:* on * if {"Bool":{}}');
    const unknown = change("aws_iam_role_policy.it", ["create"], { after: {}, after_unknown: { policy: true } });
    expect(review(unknown)).to.include("policy: known after it is applied");
  });

  it("takes rights that the plan does not know yet from the synthesised JSON", () => {
    const written = policy({ Effect: "Allow", Action: "kms:Decrypt", Resource: `\${aws_kms_key.raw.arn}` });
    const synthesised = { ...QUIET.synthesised, resource: { aws_iam_role_policy: { it: { policy: written } } } };
    const unknown = { after: {}, after_unknown: { policy: true } };
    for (const it of [
      change("aws_iam_role_policy.it", ["create"], unknown),
      change("aws_iam_role_policy.it", ["update"], { ...unknown, before: { policy: policy({}) } }),
    ])
      expect(markdown({ plans: [{ ...plan(it), synthesised }] })).to.include(
        "  - `+ allow kms:Decrypt on $\u{7b}aws_kms_key.raw.arn}`",
      );
  });
});
