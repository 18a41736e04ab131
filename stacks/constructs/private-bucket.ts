import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import {
  S3BucketLifecycleConfiguration,
  type S3BucketLifecycleConfigurationRule,
} from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import {
  S3BucketServerSideEncryptionConfigurationA,
  type S3BucketServerSideEncryptionConfigurationRuleA,
} from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { bucketArn } from "../names.ts";
import { policyDocument, type Statement } from "../policy.ts";

interface PrivateBucketProps {
  readonly bucketName: string;
  /** Customer key that encrypts the objects; without it, S3's own key does. */
  readonly kmsKeyArn?: string;
  /** Refusals beyond plain HTTP. */
  readonly denials: readonly Statement[];
  /** Rules beside the one that clears away unfinished uploads. */
  readonly lifecycleRules: readonly S3BucketLifecycleConfigurationRule[];
  /** Where the bucket is made, if not in the stack's region. */
  readonly provider?: TerraformProvider;
}

/**
 * A bucket that nobody outside can reach: no public access, no plain HTTP, no ACLs, encrypted, not versioned. Policy and
 * lifecycle are made here because S3 has one of each a bucket: a second resource would silently overwrite the first.
 */
export class PrivateBucket extends Construct {
  /** Reference that orders other resources after the bucket. */
  readonly bucket: string;

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const where = props.provider === undefined ? {} : { provider: props.provider };
    this.bucket = new S3Bucket(this, "bucket", { ...where, bucket: props.bucketName }).id;
    const common = { ...where, bucket: this.bucket };

    new S3BucketPublicAccessBlock(this, "public-access", {
      ...common,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", { ...common, rule: { objectOwnership: "BucketOwnerEnforced" } });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", { ...common, rule: [encryption(props)] });
    new S3BucketPolicy(this, "policy", {
      ...common,
      policy: policyDocument([denyPlainHttp(props.bucketName), ...props.denials]),
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...common,
      rule: [...props.lifecycleRules, ABORT_UNFINISHED_UPLOADS],
    });
  }
}

function encryption({ kmsKeyArn }: PrivateBucketProps): S3BucketServerSideEncryptionConfigurationRuleA {
  // What S3 sets by itself, said all the same: unsaid, the provider would take it away, and want to again in every plan.
  // https://github.com/hashicorp/terraform-provider-aws/issues/47320
  const blockedEncryptionTypes = ["SSE-C"];
  if (kmsKeyArn === undefined) {
    return { blockedEncryptionTypes, applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  }
  return {
    blockedEncryptionTypes,
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
    // One call to KMS a bucket and hour in place of one an object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
    bucketKeyEnabled: true,
  };
}

function denyPlainHttp(bucketName: string): Statement {
  return {
    Sid: "DenyPlainHttp",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: [bucketArn(bucketName), `${bucketArn(bucketName)}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** Parts of an upload that never completed are no objects: nothing else would ever remove them. */
const ABORT_UNFINISHED_UPLOADS: S3BucketLifecycleConfigurationRule = {
  id: "abort-unfinished-uploads",
  status: "Enabled",
  filter: [{ prefix: "" }],
  abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
};
