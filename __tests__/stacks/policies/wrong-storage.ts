import { all, drop, type Fault, statement, twice } from "./open-stack.ts";

/** Buckets, queues, disks and keys that are open, in plain text, or set twice. */
export const WRONG_STORAGE: readonly Fault[] = [
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
];
