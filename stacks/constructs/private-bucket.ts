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
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { bucketArn } from "../names.ts";
import { policyDocument, type Statement } from "../policy.ts";

interface PrivateBucketProps {
  readonly bucketName: string;
  /** Customer key that encrypts the objects. Absent: S3's own key. */
  readonly kmsKeyArn?: string;
  /** Statements of the bucket policy besides the one that denies plain HTTP. */
  readonly denials: readonly Statement[];
  /** Statements that let services of AWS write, which have no role for it. Default none. */
  readonly allowances?: readonly Statement[];
  /** Rules besides the one that removes unfinished uploads. */
  readonly lifecycleRules: readonly S3BucketLifecycleConfigurationRule[];
  /** Provider of the bucket's region, if that is not the stack's. */
  readonly provider?: TerraformProvider;
}

/**
 * A bucket without public access, plain HTTP and ACLs; encrypted, and not versioned unless its owner adds that. Policy and lifecycle are set here because a bucket
 * has one of each: a second resource would silently overwrite the first.
 */
export class PrivateBucket extends Construct {
  /** The bucket's name, as a reference: resources that use it are created after the bucket. */
  readonly bucket: string;
  /** For `dependsOn`: before its policy exists, AWS's services may not write to it. */
  readonly policy: ITerraformDependable;

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
    this.policy = new S3BucketPolicy(this, "policy", {
      ...common,
      policy: policyDocument([denyPlainHttp(props.bucketName), ...props.denials, ...(props.allowances ?? [])]),
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...common,
      rule: [...props.lifecycleRules, ABORT_UNFINISHED_UPLOADS],
    });
  }
}

function encryption({ kmsKeyArn }: PrivateBucketProps): S3BucketServerSideEncryptionConfigurationRuleA {
  // S3's own default. If it is not set here, every plan would remove it again.
  // https://github.com/hashicorp/terraform-provider-aws/issues/47320
  const blockedEncryptionTypes = ["SSE-C"];
  if (kmsKeyArn === undefined) {
    return { blockedEncryptionTypes, applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } };
  }
  return {
    blockedEncryptionTypes,
    applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
    // Far fewer calls to KMS than one for each object. https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
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

/** Parts of an unfinished upload are not objects, so no other rule removes them. */
const ABORT_UNFINISHED_UPLOADS: S3BucketLifecycleConfigurationRule = {
  id: "abort-unfinished-uploads",
  status: "Enabled",
  filter: [{ prefix: "" }],
  abortIncompleteMultipartUpload: [{ daysAfterInitiation: 1 }],
};
