import { all, type Fault, type Open, QUEUE_ARN, statement } from "./open-stack.ts";

/** Rights that are too wide, or that nobody can judge. */
export const WRONG_RIGHTS: readonly Fault[] = [
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
];
