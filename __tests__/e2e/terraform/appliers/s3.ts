import {
  type BucketLocationConstraint,
  CreateBucketCommand,
  type EncryptionType,
  type Event,
  type LifecycleRule,
  type ObjectOwnership,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutPublicAccessBlockCommand,
  type ServerSideEncryption,
  type TransitionStorageClass,
} from "@aws-sdk/client-s3";
import type { Applier } from "../applier.ts";
import { nameSessionsToo } from "../principals.ts";

interface OfBucket {
  readonly bucket: string;
}

export const bucket: Applier<OfBucket & { readonly force_destroy: boolean }> = async (args, { aws, region }) => {
  if (args.force_destroy) throw new Error(`${args.bucket}: force_destroy would let Terraform delete data`);
  // us-east-1 is the default, and S3 refuses it as an argument.
  const elsewhere = { CreateBucketConfiguration: { LocationConstraint: region as BucketLocationConstraint } };
  await aws.s3.send(new CreateBucketCommand({ Bucket: args.bucket, ...(region === "us-east-1" ? {} : elsewhere) }));
  return { id: args.bucket, bucket: args.bucket, arn: `arn:aws:s3:::${args.bucket}` };
};

interface PublicAccess extends OfBucket {
  readonly block_public_acls: boolean;
  readonly block_public_policy: boolean;
  readonly ignore_public_acls: boolean;
  readonly restrict_public_buckets: boolean;
}

export const publicAccess: Applier<PublicAccess> = async (args, { aws }) => {
  const PublicAccessBlockConfiguration = {
    BlockPublicAcls: args.block_public_acls,
    BlockPublicPolicy: args.block_public_policy,
    IgnorePublicAcls: args.ignore_public_acls,
    RestrictPublicBuckets: args.restrict_public_buckets,
  };
  await aws.s3.send(new PutPublicAccessBlockCommand({ Bucket: args.bucket, PublicAccessBlockConfiguration }));
  return { id: args.bucket };
};

type Ownership = OfBucket & { readonly rule: { readonly object_ownership: ObjectOwnership } };

export const ownership: Applier<Ownership> = async (args, { aws }) => {
  const Rules = [{ ObjectOwnership: args.rule.object_ownership }];
  await aws.s3.send(new PutBucketOwnershipControlsCommand({ Bucket: args.bucket, OwnershipControls: { Rules } }));
  return { id: args.bucket };
};

interface Encryption extends OfBucket {
  readonly rule: readonly {
    readonly apply_server_side_encryption_by_default: {
      readonly sse_algorithm: ServerSideEncryption;
      readonly kms_master_key_id?: string;
    };
    readonly blocked_encryption_types: readonly EncryptionType[];
    readonly bucket_key_enabled?: boolean;
  }[];
}

export const encryption: Applier<Encryption> = async (args, { aws }) => {
  const Rules = args.rule.map(({ apply_server_side_encryption_by_default: by, ...rule }) => ({
    ApplyServerSideEncryptionByDefault: { SSEAlgorithm: by.sse_algorithm, KMSMasterKeyID: by.kms_master_key_id },
    BlockedEncryptionTypes: { EncryptionType: [...rule.blocked_encryption_types] },
    BucketKeyEnabled: rule.bucket_key_enabled,
  }));
  const ServerSideEncryptionConfiguration = { Rules };
  await aws.s3.send(new PutBucketEncryptionCommand({ Bucket: args.bucket, ServerSideEncryptionConfiguration }));
  return { id: args.bucket };
};

export const policy: Applier<OfBucket & { readonly policy: string }> = async (args, { aws }) => {
  await aws.s3.send(new PutBucketPolicyCommand({ Bucket: args.bucket, Policy: nameSessionsToo(args.policy) }));
  return { id: args.bucket };
};

interface Lifecycle extends OfBucket {
  readonly rule: readonly {
    readonly id: string;
    readonly status: "Enabled" | "Disabled";
    readonly filter: readonly [{ readonly prefix: string }];
    readonly expiration?: readonly [{ readonly days: number }];
    readonly transition?: readonly { readonly days: number; readonly storage_class: TransitionStorageClass }[];
    readonly abort_incomplete_multipart_upload?: readonly [{ readonly days_after_initiation: number }];
  }[];
}

export const lifecycle: Applier<Lifecycle> = async (args, { aws }) => {
  const Rules = args.rule.map((rule): LifecycleRule => {
    const [expiration] = rule.expiration ?? [];
    const [abort] = rule.abort_incomplete_multipart_upload ?? [];
    const transitions = rule.transition?.map(({ days, storage_class }) => ({
      Days: days,
      StorageClass: storage_class,
    }));
    return {
      ID: rule.id,
      Status: rule.status,
      Filter: { Prefix: rule.filter[0].prefix },
      Expiration: expiration && { Days: expiration.days },
      Transitions: transitions,
      AbortIncompleteMultipartUpload: abort && { DaysAfterInitiation: abort.days_after_initiation },
    };
  });
  const LifecycleConfiguration = { Rules };
  await aws.s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket: args.bucket, LifecycleConfiguration }));
  return { id: args.bucket };
};

interface Target {
  readonly id?: string;
  readonly events: readonly Event[];
  readonly filter_prefix: string;
}

interface Notification extends OfBucket {
  readonly lambda_function?: readonly (Target & { readonly lambda_function_arn: string })[];
  readonly queue?: readonly (Target & { readonly queue_arn: string })[];
}

export const notification: Applier<Notification> = async (args, { aws }) => {
  const NotificationConfiguration = {
    LambdaFunctionConfigurations: args.lambda_function?.map((each) => ({
      ...toTarget(each),
      LambdaFunctionArn: each.lambda_function_arn,
    })),
    QueueConfigurations: args.queue?.map((each) => ({ ...toTarget(each), QueueArn: each.queue_arn })),
  };
  await aws.s3.send(new PutBucketNotificationConfigurationCommand({ Bucket: args.bucket, NotificationConfiguration }));
  return { id: args.bucket };
};

function toTarget({ id, events, filter_prefix }: Target) {
  return {
    Id: id,
    Events: [...events],
    Filter: { Key: { FilterRules: [{ Name: "prefix" as const, Value: filter_prefix }] } },
  };
}
