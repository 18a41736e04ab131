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

/** Nobody else's, encrypted, over TLS only; and each of its settings in one resource, for a second would overwrite the first. */
export function checkBuckets(stack: Terraform): Problem[] {
  return addressed(stack, "aws_s3_bucket").flatMap((bucket) => [
    ...checkPublicAccess(stack, bucket),
    ...checkEncryption(stack, bucket),
    ...checkTls(stack, bucket),
    ...SINGLE.flatMap((type) => checkSingle(stack, bucket, type)),
  ]);
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
  return rule(byDefault?.sse_algorithm !== undefined, bucket.address, "encryption is left to S3's default", REMEDY);
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html */
function checkTls(stack: Terraform, bucket: Addressed): Problem[] {
  const [policy] = settings(stack, "aws_s3_bucket_policy", bucket);
  const { Statement = [] } = JSON.parse(text(policy?.policy) || "{}") as { Statement?: Resource[] };
  const denies = Statement.some(
    ({ Effect, Principal, Action, Condition }) =>
      Effect === "Deny" &&
      Principal === "*" &&
      texts(Action).includes("s3:*") &&
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
    `has more than one ${type}, of which the last that is applied would be the only one`,
    "put it all into one",
  );
}

function settings(stack: Terraform, type: string, bucket: Addressed): Resource[] {
  return addressed(stack, type)
    .map(({ it }) => it)
    .filter((it) => refersTo(it.bucket, bucket) || it.bucket === bucket.it.bucket);
}
