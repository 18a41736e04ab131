import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import {
  type Addressed,
  addressed,
  blocks,
  type Resource,
  refersTo,
  type Terraform,
  text,
  texts,
} from "./terraform-json.ts";

const REMEDY = "make the bucket with constructs/private-bucket.ts";

/** Buckets are private, encrypted and accept TLS only; each of their settings is in one resource, because a second would overwrite it. */
export function checkBuckets(stack: Terraform): Problem[] {
  const buckets = addressed(stack, "aws_s3_bucket");
  const checked = buckets.flatMap((bucket) => [
    ...checkPublicAccess(stack, bucket),
    ...checkEncryption(stack, bucket),
    ...checkTls(stack, bucket),
    ...SINGLE.flatMap((type) => checkSingle(stack, bucket, type)),
  ]);
  return [...checked, ...SINGLE.flatMap((type) => checkBucketIsHere(stack, buckets, type))];
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function checkPublicAccess(stack: Terraform, bucket: Addressed): Problem[] {
  const [block] = settings(stack, "aws_s3_bucket_public_access_block", bucket);
  const flags = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  return rule(
    flags.every((flag) => block?.[flag] === true),
    bucket.address,
    "public access is not blocked",
    REMEDY,
  );
}

function checkEncryption(stack: Terraform, bucket: Addressed): Problem[] {
  const [encryption] = settings(stack, "aws_s3_bucket_server_side_encryption_configuration", bucket);
  const [byDefault] = blocks(encryption?.rule).flatMap((each) => blocks(each.apply_server_side_encryption_by_default));
  return rule(byDefault?.sse_algorithm !== undefined, bucket.address, "its encryption is not set", REMEDY);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html */
function checkTls(stack: Terraform, bucket: Addressed): Problem[] {
  const [policy] = settings(stack, "aws_s3_bucket_policy", bucket);
  const document = text(policy?.policy);
  const { Statement } = JSON.parse(document.startsWith("{") ? document : "{}") as { Statement?: unknown };
  const arn = `arn:aws:s3:::${text(bucket.it.bucket)}`;
  const denies = blocks(Statement).some(
    ({ Effect, Principal, Action, Resource: on, Condition }) =>
      Effect === "Deny" &&
      Principal === "*" &&
      texts(Action).includes("s3:*") &&
      [arn, `${arn}/*`].every((part) => texts(on).includes(part)) &&
      JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
  );
  return rule(denies, bucket.address, "plain HTTP is not denied", REMEDY);
}

const SINGLE = [
  "aws_s3_bucket_policy",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_notification",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
];

function checkSingle(stack: Terraform, bucket: Addressed, type: string): Problem[] {
  return rule(
    settings(stack, type, bucket).length <= 1,
    bucket.address,
    `has more than one ${type}: the one that is applied last would overwrite the others`,
    "merge them into one",
  );
}

/** A setting for another stack's bucket would overwrite that stack's own setting. */
function checkBucketIsHere(stack: Terraform, buckets: readonly Addressed[], type: string): Problem[] {
  return addressed(stack, type).flatMap(({ address, it }) =>
    rule(
      buckets.some((bucket) => isOf(it, bucket)),
      address,
      "is for a bucket that is not in this stack",
      "move it to the stack that creates the bucket",
    ),
  );
}

function settings(stack: Terraform, type: string, bucket: Addressed): Resource[] {
  return addressed(stack, type)
    .map(({ it }) => it)
    .filter((it) => isOf(it, bucket));
}

function isOf(it: Resource, bucket: Addressed): boolean {
  return refersTo(it.bucket, bucket) || it.bucket === bucket.it.bucket;
}
